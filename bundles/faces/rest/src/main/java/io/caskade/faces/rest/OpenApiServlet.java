package io.caskade.faces.rest;

import java.io.IOException;
import java.io.InputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Serves the reviewed description of the API. */
final class OpenApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (InputStream document = OpenApiServlet.class.getResourceAsStream("openapi.json")) {
      if (document == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType("application/json");
      response.setHeader("X-Content-Type-Options", "nosniff");
      document.transferTo(response.getOutputStream());
    }
  }
}
