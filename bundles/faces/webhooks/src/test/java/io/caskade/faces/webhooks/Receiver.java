package io.caskade.faces.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's web server, with moods. */
final class Receiver implements AutoCloseable {
  final List<Taken> taken = new CopyOnWriteArrayList<>();

  /** How it answers; each request reads it once. */
  volatile Mood mood = Mood.OK;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  enum Mood {
    OK,
    BROKEN,
    REDIRECTING,
    GONE,
    STALLING,
    ENDLESS
  }

  record Taken(String path, Headers headers, String body) {
    long seq() {
      return json().get("seq").asLong();
    }

    String header(String name) {
      return headers.getFirst(name);
    }

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/caskade";
  }

  boolean serves(URI address) {
    return address.getPort() == server.getAddress().getPort();
  }

  List<Long> numbers() {
    return taken.stream().map(Taken::seq).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Mood present = mood;
    taken.add(new Taken(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    switch (present) {
      case OK -> exchange.sendResponseHeaders(204, -1);
      case BROKEN -> exchange.sendResponseHeaders(500, -1);
      case GONE -> exchange.sendResponseHeaders(410, -1);
      case REDIRECTING -> {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(307, -1);
      }
      case STALLING -> stall();
      case ENDLESS -> pour(exchange);
    }
    exchange.close();
  }

  private void stall() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until nobody reads on. */
  private static void pour(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      byte[] piece = new byte[8 * 1024];
      while (true) {
        out.write(piece);
      }
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
