package io.caskade.receivers.cccam.pages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An answer in HTTP/1.1 after which the connection ends.
 *
 * @param headers beside those that each answer has, with the ends of their lines
 */
record Answer(int status, String reason, String headers, String body) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static Answer page(String html) {
    return new Answer(200, "OK", "", html);
  }

  static Answer error(int status, String reason, String sentence) {
    return new Answer(status, reason, "", sentence(sentence));
  }

  static Answer unavailable(String sentence) {
    return new Answer(503, "Service Unavailable", "Retry-After: 5\r\n", sentence(sentence));
  }

  static Answer signInNeeded() {
    return new Answer(
        401,
        "Unauthorized",
        "WWW-Authenticate: Basic realm=\"Caskade\", charset=\"UTF-8\"\r\n",
        sentence("Sign in with an account or an API token of the head-end."));
  }

  private static String sentence(String text) {
    return "<HTML><BODY>" + HtmlPage.escaped(text) + "</BODY></HTML>\n";
  }

  /**
   * As it is sent.
   *
   * @param now date of the answer, by which others compare clocks
   */
  String text(Instant now, boolean withBody) {
    return "HTTP/1.1 "
        + status
        + " "
        + reason
        + "\r\nDate: "
        + DATE.format(now)
        + "\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        + headers
        + "\r\n"
        + (withBody ? body : "");
  }
}
