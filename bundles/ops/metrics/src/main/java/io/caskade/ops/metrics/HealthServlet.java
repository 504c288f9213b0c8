package io.caskade.ops.metrics;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code /health/live} and {@code /health/ready}: 200 when green, 503 when red, parts as JSON. */
final class HealthServlet extends Guard {
  private static final long serialVersionUID = 1L;
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  private final transient Health health;

  HealthServlet(Supplier<Access> access, Health health) {
    super(access);
    this.health = health;
  }

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Locale locale = locale(request);
    String path = String.valueOf(request.getPathInfo());
    switch (path) {
      case "/live" -> show(response, health.live(locale));
      case "/ready" -> show(response, health.ready(locale));
      default ->
          send(
              response,
              HttpServletResponse.SC_NOT_FOUND,
              "text/plain; charset=utf-8",
              "/health/live or /health/ready\n");
    }
  }

  /** The two languages of the house; English unless Russian was asked for first. */
  private static Locale locale(HttpServletRequest request) {
    boolean russian =
        request.getHeader("Accept-Language") != null
            && request.getLocale().getLanguage().equals(RUSSIAN.getLanguage());
    return russian ? RUSSIAN : Locale.ENGLISH;
  }

  private static void show(HttpServletResponse response, List<Health.Part> parts)
      throws IOException {
    boolean green = parts.stream().allMatch(Health.Part::well);
    send(
        response,
        green ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "application/json; charset=utf-8",
        json(green, parts));
  }

  private static String json(boolean green, List<Health.Part> parts) {
    StringBuilder json = new StringBuilder("{\"status\":\"").append(colour(green));
    json.append("\",\"parts\":[");
    String comma = "";
    for (Health.Part part : parts) {
      json.append(comma).append("{\"part\":");
      quote(json, part.part());
      json.append(",\"status\":\"").append(colour(part.well())).append("\",\"reason\":");
      quote(json, part.reason());
      json.append('}');
      comma = ",";
    }
    return json.append("]}\n").toString();
  }

  private static String colour(boolean well) {
    return well ? "green" : "red";
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
