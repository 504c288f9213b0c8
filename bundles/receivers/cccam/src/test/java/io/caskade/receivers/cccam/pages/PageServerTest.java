package io.caskade.receivers.cccam.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers, scrapers and watchdogs over real sockets. */
class PageServerTest {
  private static final Map<String, Object> ANY_PORT = Map.of("webPort", 0, "infoPort", 0);

  private final List<ReceiverClient> clients = new ArrayList<>(List.of(Sights.ANN, Sights.BOB));
  private final ReceiverDesk desk =
      played(
          ReceiverDesk.class,
          Map.of("clients", clients, "totals", Sights.TOTALS, "served", List.of(Sights.MAIN)));
  private final PlayedAuthentication people = new PlayedAuthentication();
  private final Watch watch = new Watch(() -> Sights.NODE, () -> Sights.NOW, ZoneOffset.UTC);
  private final PageGate gate = new PageGate(new byte[32], System::nanoTime);
  private final HttpClient http = HttpClient.newHttpClient();
  private final PageServer server =
      new PageServer(watch, gate, PagesSettingsTest.read(ANY_PORT), () -> Sights.NOW);

  private static <T> T played(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> 1;
                  default -> answers.get(method.getName());
                }));
  }

  @BeforeEach
  void open() {
    watch.use(desk);
    gate.use(people);
    server.open();
  }

  @AfterEach
  void close() {
    server.close();
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("caskade-cccam-pages")));
  }

  private void letInWithoutSignIn() {
    server.settings(
        PagesSettingsTest.read(
            Map.of("webPort", 0, "infoPort", 0, "withoutSignIn", new String[] {"127.0.0.1"})));
  }

  private HttpResponse<String> get(String path, String login, String password) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.web().orElseThrow().getPort() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!login.isEmpty()) {
      byte[] both = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends all and says that nothing follows, as {@code echo ... | nc -N} does. */
  private String lines(String text) throws IOException {
    return sent(server.info().orElseThrow().getPort(), text);
  }

  private static String sent(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoSignsInSeesThePages() throws Exception {
    HttpResponse<String> answer = get("/clients", "anna", "right");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Connected clients: 2", "| ann ", "| bob ");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
    assertThat(get("/", "anna", "right").body())
        .contains("<BR><BR>Current time", "NodeID: " + Sights.NODE);
    assertThat(people.open).hasValue(0);
    assertThat(people.signIns).as("remembered").hasValue(1);
    assertThat(get("/shares?a=b", "x", PlayedAuthentication.TOKEN).body()).contains("tvcas3");
  }

  @ParameterizedTest
  @CsvSource({
    "/clients, '', '', 401",
    "/clients, anna, wrong, 401",
    "/clients, seller, right, 403",
    "/clients, broken, right, 503",
    "/secrets, '', '', 404"
  })
  void whoDoesNotSeesNothing(String path, String login, String password, int status)
      throws Exception {
    HttpResponse<String> answer = get(path, login, password);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("ann ", "bob");
    assertThat(answer.headers().firstValue("Date")).hasValue("Tue, 03 Nov 2026 09:05:07 GMT");
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(status == 401);
  }

  @Test
  void whoGuessesIsLockedOut() throws Exception {
    for (int i = 0; i < 5; i++) {
      get("/", "anna", "guess-" + i);
    }
    assertThat(get("/", "anna", "right").statusCode()).isEqualTo(429);
    assertThat(lines("anna\nright\ninfo\n"))
        .contains("Too many wrong tries")
        .doesNotContain("Uptime");
  }

  @Test
  void oddRequestsAreAnsweredAndEnded() throws Exception {
    int port = server.web().orElseThrow().getPort();
    assertThat(sent(port, "POST / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
    assertThat(sent(port, "hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(sent(port, "x".repeat(HeadInbox.MOST))).startsWith("HTTP/1.1 400 ");
    assertThat(sent(port, "HEAD / HTTP/1.0\n\n"))
        .startsWith("HTTP/1.1 401 ")
        .endsWith("\r\n\r\n")
        .contains("Content-Length: ");
  }

  @Test
  void aWatchdogSignsInByLines() throws Exception {
    assertThat(lines("anna\nright\ninfo\n"))
        .startsWith("Welcome to CCcam 2.0.11 server\nUsername: Password: Current time ")
        .contains("Connected clients: 2\n", "Uptime: 12d 01:02:03\n");
    assertThat(lines("anna\nwrong\ninfo\n")).endsWith("Login failed.\n");
    assertThat(lines("seller\nright\ninfo\n")).contains("may not see").doesNotContain("Uptime");
    assertThat(lines("info\n")).doesNotContain("Uptime");
  }

  @Test
  void fromAddressesThatAreLetInNobodyIsAsked() throws Exception {
    letInWithoutSignIn();
    assertThat(lines("info\n"))
        .startsWith("Welcome to CCcam 2.0.11 server\nCurrent time ")
        .endsWith("workerthread): 7\n");
    assertThat(lines("activeclients\r\nSHARES\nproviders"))
        .contains("1 ACTIVE CLIENTS IN LAST 20 SECONDS", "Available shares: 1", "Provider Name");
    assertThat(lines("what\n")).contains("Commands: info, clients");
    assertThat(lines("exit\ninfo\n")).doesNotContain("Uptime");
    assertThat(get("/servers", "", "").body()).contains("Server connections: 0");
    assertThat(people.signIns).hasValue(0);
  }

  @Test
  void withoutAControlWordServerThePagesSaySo() throws Exception {
    watch.forget(desk);
    assertThat(get("/", "anna", "right").statusCode()).isEqualTo(503);
    letInWithoutSignIn();
    assertThat(lines("info\n")).endsWith("The control-word server is not there.\n");
  }

  @Test
  void emmsAreThoseThatTheListenersCounted() throws Exception {
    letInWithoutSignIn();
    watch.use(
        played(
            Endpoint.class,
            Map.of(
                "kind", "cccam",
                "counters", Map.of("emms_dropped", 77L),
                "peers",
                    List.of(
                        new Peer(
                            "192.0.2.7:4000",
                            Instant.EPOCH,
                            Map.of("protocol", "cccam", "emms", "5"))))));
    watch.use(
        played(
            Endpoint.class,
            Map.of(
                "kind", "edge",
                "counters", Map.of(),
                "peers",
                    List.of(
                        new Peer(
                            "192.0.2.200:12000",
                            Sights.NOW,
                            Map.of("server", "CCcam 2.0.11", "asked", "9", "opened", "x"))))));
    assertThat(lines("info\n")).contains("Total handled client emm's: 77\n");
    assertThat(lines("clients\n")).containsPattern("\\| ann .*\\| 5\\(0\\) ");
    assertThat(lines("servers\n"))
        .contains("Server connections: 1", "| 192.0.2.200:12000 |", " 9(0) |");
  }

  @Test
  void aFloodOfVisitorsKeepsNobodyOut() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * Visitors.MOST; i++) {
        silent.add(
            new Socket(InetAddress.getLoopbackAddress(), server.web().orElseThrow().getPort()));
      }
      assertThat(get("/", "anna", "right").statusCode()).isEqualTo(200);
      await(() -> server.peers().size() <= Visitors.MOST);
      assertThat(server.counters().get("sent_away")).isGreaterThanOrEqualTo(2L * Visitors.MOST);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    await(() -> server.peers().isEmpty());
  }

  /** The port is taken at first; settings move the lines elsewhere, and nothing is left behind. */
  @Test
  void aPortThatIsTakenIsToldAndTriedAgain() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      server.settings(PagesSettingsTest.read(Map.of("webPort", port, "infoPort", -1)));
      server.open();
      assertThat(server.failures()).singleElement().asString().contains(":" + port);
      assertThat(server.info()).isEmpty();
    }
    await(() -> server.web().isPresent());
    assertThat(server.failures()).isEmpty();
    assertThat(get("/", "anna", "right").statusCode()).isEqualTo(200);
    server.stop();
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.getLocalPort()).isEqualTo(port);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
