package io.caskade.receivers.files.lines;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configurations of factories, as Configuration Admin lists them. */
final class PlayedSettings {
  private final Map<String, Map<String, String>> byPid = new TreeMap<>();

  void put(String factory, String name, Map<String, String> settings) {
    byPid.put(factory + "~" + name, settings);
  }

  void clear() {
    byPid.clear();
  }

  ConfigurationAdmin admin() {
    return proxy(
        ConfigurationAdmin.class,
        (method, argument) -> {
          if (!method.equals("listConfigurations")) {
            throw new AssertionError("nobody expects " + method);
          }
          Configuration[] found =
              byPid.entrySet().stream()
                  .filter(
                      entry ->
                          argument.equals(
                              "(service.factoryPid=" + entry.getKey().split("~")[0] + ")"))
                  .map(entry -> configuration(entry.getKey(), entry.getValue()))
                  .toArray(Configuration[]::new);
          return found.length == 0 ? null : found;
        });
  }

  private static Configuration configuration(String pid, Map<String, String> settings) {
    return proxy(
        Configuration.class,
        (method, argument) ->
            switch (method) {
              case "getPid" -> pid;
              case "getProperties" -> new Hashtable<String, Object>(settings);
              default -> throw new AssertionError("nobody expects " + method);
            });
  }

  private interface Act {
    Object act(String method, Object argument);
  }

  private static <T> T proxy(Class<T> seam, Act act) {
    return seam.cast(
        Proxy.newProxyInstance(
            seam.getClassLoader(),
            new Class<?>[] {seam},
            (proxy, method, arguments) ->
                act.act(method.getName(), arguments == null ? "" : arguments[0])));
  }
}
