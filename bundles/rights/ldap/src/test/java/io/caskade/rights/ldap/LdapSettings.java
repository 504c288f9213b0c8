package io.caskade.rights.ldap;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** Settings as Declarative Services hand them over: the defaults where nothing is given. */
final class LdapSettings {
  private LdapSettings() {}

  static LdapConfig with(Map<String, String> given) {
    return (LdapConfig)
        Proxy.newProxyInstance(
            LdapConfig.class.getClassLoader(),
            new Class<?>[] {LdapConfig.class},
            (proxy, method, arguments) ->
                given.getOrDefault(
                    method.getName(), Objects.toString(method.getDefaultValue(), "")));
  }
}
