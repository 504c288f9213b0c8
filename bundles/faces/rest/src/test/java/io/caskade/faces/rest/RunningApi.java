package io.caskade.faces.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.faces.rest.events.EventStreams;
import io.caskade.faces.rest.generators.GeneratorFiles;
import io.caskade.faces.rest.http.Limits;
import io.caskade.faces.rest.http.RestServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The API in an embedded Jetty, as the whiteboard has it. */
final class RunningApi implements AutoCloseable {
  static final Limits LIMITS = new Limits(4096, 65_536, 2);

  final FakeHeadEnd headEnd = new FakeHeadEnd();
  final EventStreams streams = new EventStreams();
  final HttpClient client = HttpClient.newHttpClient();
  private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
  private final ObjectMapper mapper = new ObjectMapper();

  RunningApi(Path etc) throws Exception {
    var rest =
        new RestApi(
            headEnd,
            () -> LIMITS,
            streams,
            new GeneratorFiles(etc),
            InstantSource.fixed(FakeHeadEnd.NOW));
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new RestServlet(rest::config)), "/api/v1/*");
    server.setHandler(context);
    server.start();
  }

  URI uri(String path) {
    String whole = path.startsWith("/api/") ? path : "/api/v1" + path;
    return URI.create("http://127.0.0.1:" + server.getURI().getPort() + whole);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + FakeHeadEnd.ALL)
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  JsonNode json(HttpResponse<?> response) throws IOException {
    return mapper.readTree(response.body().toString());
  }

  /** Last part of the type of a problem. */
  String problem(HttpResponse<?> response) throws IOException {
    return json(response).path("type").asText().replace("https://caskade.io/problems/", "");
  }

  @Override
  public void close() throws Exception {
    streams.close();
    server.stop();
  }
}
