package io.caskade.ops.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What both pages share: only GET, only for those who may, never kept by a cache. */
abstract class Guard extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<Access> access;

  Guard(Supplier<Access> access) {
    this.access = access;
  }

  /** Answers a request of somebody who may ask. */
  abstract void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    boolean forwarded =
        request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
    if (access
        .get()
        .allows(request.getRemoteAddr(), forwarded, request.getHeader("Authorization"))) {
      answer(request, response);
    } else {
      response.setHeader("WWW-Authenticate", "Bearer");
      send(
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "text/plain; charset=utf-8",
          "Only for programs on this machine, and for whoever is named in"
              + " etc/io.caskade.metrics.cfg.\n");
    }
  }

  static void send(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
