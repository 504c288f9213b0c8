package io.caskade.itests.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** REST of a head-end, called as its administrator does with the token of the first start. */
final class Rest {
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final HeadEnd headEnd;

  Rest(HeadEnd headEnd) {
    this.headEnd = headEnd;
  }

  /** The body of an answer that has to be 200. */
  String get(String path) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder().GET(), path, 200).body();
  }

  /** The body of an answer that has to have this status; the body that is sent is JSON. */
  String send(String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return answer(request, path, status).body();
  }

  /** The body of an answer that has to be 200; what is sent is a file of plain text. */
  String sendFile(String path, String text) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(text));
    return answer(request, path, 200).body();
  }

  /** Starts a job; gives the path under which its progress stands. */
  String startJob(String work) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(work));
    URI location =
        URI.create(
            answer(request, "/api/v1/networks/main/jobs", 202)
                .headers()
                .firstValue("Location")
                .orElseThrow());
    return location.getPath();
  }

  private HttpResponse<String> answer(HttpRequest.Builder request, String path, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request
                .uri(URI.create(headEnd.address() + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + headEnd.credential("api.token"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  /** The number of that name in a flat JSON document. */
  static int number(String json, String name) {
    return Integer.parseInt(field(json, name, "(-?\\d+)"));
  }

  /** The text of that name in a flat JSON document. */
  static String text(String json, String name) {
    return field(json, name, "\"([^\"]*)\"");
  }

  private static String field(String json, String name, String value) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*" + value).matcher(json);
    if (!found.find()) {
      throw new AssertionError("no " + name + " in " + json);
    }
    return found.group(1);
  }
}
