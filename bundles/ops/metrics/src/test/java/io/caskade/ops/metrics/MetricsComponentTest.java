package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.ChangeFeed;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The component behind a real web server, with what it watches played by the test. */
class MetricsComponentTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FakeWhiteboard whiteboard = new FakeWhiteboard();
  private final PlayedEndpoint listener = new PlayedEndpoint("ecmg", "main");
  private MetricsComponent component;

  @BeforeEach
  void start() throws Exception {
    component = new MetricsComponent(whiteboard.context(), shipped());
    component.endpoints = List.of(listener);
    component.cards = cards(true);
    component.feed = feed(() -> 7L);
    whiteboard.serve();
  }

  @AfterEach
  void stop() throws Exception {
    component.stop();
    whiteboard.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(whiteboard.address() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static CardTable cards(boolean ready) {
    return (CardTable)
        Proxy.newProxyInstance(
            CardTable.class.getClassLoader(),
            new Class<?>[] {CardTable.class},
            (proxy, method, arguments) -> ready);
  }

  /** What the database says to the only question. */
  private interface Head {
    long get() throws Exception;
  }

  private static ChangeFeed feed(Head head) {
    return (ChangeFeed)
        Proxy.newProxyInstance(
            ChangeFeed.class.getClassLoader(),
            new Class<?>[] {ChangeFeed.class},
            (proxy, method, arguments) -> head.get());
  }

  private JsonNode health(String path, int status) throws Exception {
    HttpResponse<String> answer = get("/health/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode json = new ObjectMapper().readTree(answer.body());
    assertThat(json.get("status").asText()).isEqualTo(status == 200 ? "green" : "red");
    return json;
  }

  private static JsonNode part(JsonNode health, String name) {
    for (JsonNode part : health.get("parts")) {
      if (part.get("part").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no " + name + " in " + health);
  }

  @Test
  void endpointsAlarmsAndSourcesAreShown() throws Exception {
    listener.alarm(new Alarm(AlarmCode.PROVISION_STOPPED, "stream 1", Instant.EPOCH, List.of(20)));
    component.alarmSources = List.of(listener);
    component.sources = List.of(() -> List.of(MetricFamily.gauge("mine", "Mine.", 42)));
    String text = get("/metrics").body();
    assertThat(text)
        .contains("caskade_endpoint_state{kind=\"ecmg\",name=\"main\",state=\"running\"} 1.0\n")
        .contains("caskade_endpoint_state{kind=\"ecmg\",name=\"main\",state=\"failed\"} 0.0\n")
        .contains("caskade_endpoint_ecms_total{kind=\"ecmg\",name=\"main\"} 11.0\n")
        .contains("caskade_endpoint_sessions_open{kind=\"ecmg\",name=\"main\"} 2.0\n")
        .contains("# TYPE caskade_endpoint_sessions_open gauge\n")
        .contains("# TYPE caskade_endpoint_answer_p99_us gauge\n")
        .contains("# TYPE caskade_endpoint_closed_by_us counter\n")
        .contains("caskade_alarms{code=\"provision_stopped\",severity=\"alarm\"} 1.0\n")
        .contains("caskade_alarms{code=\"clock_stepped\",severity=\"alarm\"} 0.0\n")
        .contains("caskade_mine 42.0\n")
        .contains("caskade_jvm_heap_used_bytes ")
        .contains("caskade_jvm_gc_pause_seconds_bucket")
        .endsWith("# EOF\n");
  }

  @Test
  void whoMayNotIsToldWhereItIsSaid() throws Exception {
    for (String path : List.of("/metrics", "/health/live", "/health/ready")) {
      HttpResponse<String> refused = get(path, "X-Forwarded-For", "192.0.2.1");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("etc/io.caskade.metrics.cfg").doesNotContain("caskade_");
    }
  }

  @Test
  void allWellIsGreen() throws Exception {
    assertThat(health("live", 200).get("parts")).hasSize(2);
    assertThat(health("ready", 200).get("parts")).hasSize(3);
  }

  @Test
  void eachPartThatIsNotWellIsRedWithItsReason() throws Exception {
    component.feed =
        feed(
            () -> {
              throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "connection refused");
            });
    component.cards = cards(false);
    listener.state(EndpointState.FAILED, "Port 42000 is \"taken\".");
    JsonNode ready = health("ready", 503);
    assertThat(part(ready, "database").get("reason").asText())
        .isEqualTo(
            "The database does not answer: connection refused. ECMs and EMMs go on from memory."
                + " Start the database or correct etc/org.ops4j.datasource-caskade.cfg;"
                + " nothing needs a restart.");
    assertThat(part(ready, "cards").get("reason").asText()).contains("were not read yet");
    assertThat(part(ready, "ecmg").get("reason").asText())
        .isEqualTo("No ECMG listener runs: Port 42000 is \"taken\".");
    assertThat(part(health("live", 503), "ecmg main").get("reason").asText())
        .isEqualTo("Port 42000 is \"taken\".");
  }

  @Test
  void withoutDatabaseTheHeadEndLives() throws Exception {
    component.feed = null;
    assertThat(part(health("ready", 503), "database").get("reason").asText())
        .contains("The store is not running");
    health("live", 200);
  }

  @Test
  void aListenerThatSomebodyStoppedIsAliveButNotReady() throws Exception {
    listener.state(EndpointState.STOPPED, "Stopped.");
    health("live", 200);
    assertThat(part(health("ready", 503), "ecmg").get("status").asText()).isEqualTo("red");
  }

  @Test
  void reasonsAreRussianForThoseWhoReadIt() throws Exception {
    component.feed = null;
    assertThat(get("/health/ready", "Accept-Language", "ru").body()).contains("Хранилище");
    assertThat(get("/health/ready", "Accept-Language", "de").body()).contains("The store");
  }

  @Test
  void aDatabaseThatHangsIsAskedOnceAndHoldsUpNobodyForEver() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch hang = new CountDownLatch(1);
    component.feed =
        feed(
            () -> {
              asked.incrementAndGet();
              hang.await();
              return 1;
            });
    assertThat(part(health("ready", 503), "database").get("reason").asText())
        .contains("did not answer within 2 s");
    health("ready", 503);
    assertThat(asked).hasValue(1);
    hang.countDown();
  }

  @Test
  void afterItsEndNoThreadAndNoPageOfItIsLeft() throws Exception {
    health("ready", 200);
    component.stop();
    assertThat(whiteboard.registered()).isEmpty();
    // The thread of the probe ends by itself when it was told to.
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(DatabaseProbe.THREAD)) {
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  /** The figure is printed, not judged: it belongs to the machine. */
  @Test
  void thousandsOfStreamsAreOneScrape() throws Exception {
    component.sources = List.of(MetricsComponentTest::streams);
    int bytes = 0;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long began = System.nanoTime();
      String text = get("/metrics").body();
      best = Math.min(best, System.nanoTime() - began);
      bytes = text.length();
      assertThat(text.lines().filter(line -> line.startsWith("caskade_age_seconds{")))
          .hasSize(8_000);
    }
    System.out.printf(
        "A scrape with 8,000 streams: %d ms, %d kB%n", best / 1_000_000, bytes / 1_000);
  }

  private static List<MetricFamily> streams() {
    return List.of(
        MetricFamily.gauge(
            "age_seconds",
            "Ages.",
            IntStream.range(0, 8_000)
                .mapToObj(
                    i ->
                        Sample.of(
                            Map.of(
                                "listener",
                                "main",
                                "network",
                                "main",
                                "channel",
                                Integer.toString(i / 100),
                                "stream",
                                Integer.toString(i % 100)),
                            i))
                .toList()));
  }

  /** As it is shipped. */
  private static MetricsConfig shipped() {
    return (MetricsConfig)
        Proxy.newProxyInstance(
            MetricsConfig.class.getClassLoader(),
            new Class<?>[] {MetricsConfig.class},
            (proxy, method, arguments) -> method.getDefaultValue());
  }
}
