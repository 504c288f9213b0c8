package io.caskade.ops.metrics;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** A framework in which servlets can be registered, and a web server that serves them. */
final class FakeWhiteboard implements AutoCloseable {
  private final Map<String, Servlet> servlets = new LinkedHashMap<>();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  BundleContext context() {
    return fake(
        BundleContext.class,
        (name, arguments) ->
            switch (name) {
              case "getBundle" -> bundle();
              case "registerService" ->
                  register((Servlet) arguments[1], (Dictionary<?, ?>) arguments[2]);
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private static Bundle bundle() {
    return fake(Bundle.class, (name, arguments) -> new Version("0.1.0"));
  }

  private Object register(Servlet servlet, Dictionary<?, ?> properties) {
    String pattern = String.valueOf(properties.get("osgi.http.whiteboard.servlet.pattern"));
    servlets.put(pattern, servlet);
    return fake(
        ServiceRegistration.class,
        (name, arguments) -> {
          servlets.remove(pattern);
          return null;
        });
  }

  /** Patterns that are served. */
  Iterable<String> registered() {
    return servlets.keySet();
  }

  void serve() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var handler = new ServletContextHandler();
    servlets.forEach((pattern, servlet) -> handler.addServlet(new ServletHolder(servlet), pattern));
    server.setHandler(handler);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private interface Call {
    Object answer(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
  }
}
