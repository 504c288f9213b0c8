package io.caskade.itests.exam;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Looks at the pages and lines of CCcam as scripts do, with the API token of the first start. */
final class StatusPages {
  private static final int PATIENCE_MILLIS = 10_000;

  private final int webPort;
  private final int infoPort;
  private final String token;

  StatusPages(int webPort, int infoPort, String token) {
    this.webPort = webPort;
    this.infoPort = infoPort;
    this.token = token;
  }

  /** What a command answers; empty while nothing listens. */
  String command(String command) {
    return answer(infoPort, "exam\n" + token + "\n" + command + "\n");
  }

  /** A page with its head; empty while nothing listens. */
  String page(String path) {
    String both = "exam:" + token;
    return answer(
        webPort,
        "GET "
            + path
            + " HTTP/1.1\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))
            + "\r\n\r\n");
  }

  /** A page that nobody signed in for. */
  String strange(String path) {
    return answer(webPort, "GET " + path + " HTTP/1.1\r\n\r\n");
  }

  private static String answer(int port, String sent) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notYet) {
      return "";
    }
  }
}
