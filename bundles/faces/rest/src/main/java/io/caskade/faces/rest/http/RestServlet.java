package io.caskade.faces.rest.http;

import java.io.IOException;
import java.util.function.Supplier;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jersey in a servlet; writes one line a request, without its query. A web server that starts anew,
 * with another certificate or port, ends and begins the same servlet again; Jersey's own cannot
 * begin twice, so each beginning has a new one.
 */
public final class RestServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger ACCESS = LoggerFactory.getLogger("io.caskade.access");

  private final transient Supplier<ResourceConfig> configs;
  private transient volatile @Nullable ServletContainer jersey;

  /**
   * Nothing is served before {@link #init()}.
   *
   * @param configs gives a new one each time
   */
  public RestServlet(Supplier<ResourceConfig> configs) {
    this.configs = configs;
  }

  @Override
  public void init() throws ServletException {
    var fresh = new ServletContainer(configs.get());
    fresh.init(getServletConfig());
    jersey = fresh;
  }

  @Override
  public void destroy() {
    ServletContainer old = jersey;
    jersey = null;
    if (old != null) {
      old.destroy();
    }
  }

  @Override
  public void service(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    ServletContainer serving = jersey;
    if (serving == null
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("REST is not served here now");
    }
    long started = System.nanoTime();
    http.setAttribute(Visit.SOURCE, http.getRemoteAddr());
    try {
      serving.service(http, answer);
    } finally {
      ACCESS.info(
          "{} {} {} {} {} us",
          http.getRemoteAddr(),
          http.getMethod(),
          http.getRequestURI(),
          answer.getStatus(),
          (System.nanoTime() - started) / 1000);
    }
  }
}
