package io.caskade.itests.exam;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** REST of the running head-end over real HTTP. */
final class Rest {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** More than the description of the API has. */
  private static final int MOST_BYTES = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String address;
  private final Path credentials;

  /**
   * An answer.
   *
   * @param body empty for a stream of events
   */
  record Answer(int status, String body) {
    /** The number of that name, wherever in the document it stands first. */
    int number(String name) {
      return Integer.parseInt(field(name, "(-?\\d+)"));
    }

    /** The text of that name, wherever in the document it stands first. */
    String text(String name) {
      return field(name, "\"([^\"]*)\"");
    }

    private String field(String name, String value) {
      Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*" + value).matcher(body);
      if (!found.find()) {
        throw new AssertionError("no " + name + " in " + body);
      }
      return found.group(1);
    }
  }

  Rest(int port, Path home) {
    address = "http://127.0.0.1:" + port;
    credentials = home.resolve("etc/initial-credentials.properties");
  }

  /** Asks with the token of the first start. */
  Answer call(String method, String path, String body) throws IOException, InterruptedException {
    return send(request(method, path, body).header("Authorization", "Bearer " + token()));
  }

  /** Asks as nobody. */
  Answer strange(String method, String path) throws IOException, InterruptedException {
    return send(request(method, path, ""));
  }

  /** Whether it answers, and its database does. */
  boolean isThere() {
    try {
      return call("GET", "/api/v1/networks/main/cards/count", "").status() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking REST", e);
    }
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(ANSWER)
        .header("Content-Type", form(path))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
  }

  /** What the operation takes. */
  private static String form(String path) {
    if (path.endsWith("/reconciliation")) {
      return "text/csv";
    }
    return path.endsWith("/receiver-files") ? "text/plain" : "application/json";
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      boolean stream =
          answer
              .headers()
              .firstValue("Content-Type")
              .filter(type -> type.startsWith("text/event-stream"))
              .isPresent();
      byte[] bytes = stream ? new byte[0] : body.readNBytes(MOST_BYTES);
      return new Answer(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** The API token of the first start. */
  String token() throws IOException {
    Properties made = new Properties();
    try (Reader reader = Files.newBufferedReader(credentials)) {
      made.load(reader);
    }
    return made.getProperty("api.token", "");
  }
}
