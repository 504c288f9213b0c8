package io.caskade.faces.rest.http;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jersey in a servlet; writes one line a request, without its query. */
public final class RestServlet extends ServletContainer {
  private static final long serialVersionUID = 1L;
  private static final Logger ACCESS = LoggerFactory.getLogger("io.caskade.access");

  public RestServlet(ResourceConfig config) {
    super(config);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    long started = System.nanoTime();
    request.setAttribute(Visit.SOURCE, request.getRemoteAddr());
    try {
      super.service(request, response);
    } finally {
      ACCESS.info(
          "{} {} {} {} {} us",
          request.getRemoteAddr(),
          request.getMethod(),
          request.getRequestURI(),
          response.getStatus(),
          (System.nanoTime() - started) / 1000);
    }
  }
}
