package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A whole head-end as those see it who watch it, while a mux works and the database goes. */
final class WatchingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What drivers and transports count themselves may be more than is documented. */
  private static final String ENDPOINTS = "caskade_endpoint_";

  private static final Pattern LOG_LINE =
      Pattern.compile(
          "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT[^\"]+\",\"level\":\"[A-Z]+\",\"thread\":\"[^\"]*\","
              + "\"logger\":\"[^\"]+\",\"bundle\":\"[^\"]*\",\"message\":\"(?:[^\"\\\\]|\\\\.)*\","
              + "\"exception\":\"(?:[^\"\\\\]|\\\\.)*\"\\}");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void metricsHealthLogAndRecordingTellHowTheHeadEndIs() throws Exception {
    try (FakeMux mux = new FakeMux();
        HeadEnd headEnd =
            new HeadEnd("watching")
                .sendEmmsTo(mux)
                .configure("io.caskade.syslog-nobody", Map.of("port", "" + HeadEnd.freePort()))
                .configure("io.caskade.reader.nobody-desk", Map.of("port", "none"))
                .configure("io.caskade.mirror", Map.of("snapshotSeconds", "1"))
                .with("CASKADE_JFR", "on")
                .with("CASKADE_JFR_SIZE", "20m")
                .set("log.format", "json")) {
      headEnd.start();
      headEnd.awaitManagement();
      headEnd.demand("cas:card-add 2100000001 00000001 2026-01-01 2036-01-01");
      Patience.await("ready is green", PATIENCE, () -> status(headEnd, "/health/ready") == 200);
      assertThat(status(headEnd, "/health/live")).isEqualTo(200);

      try (SteadyChannel channel = new SteadyChannel(headEnd.ecmgPort())) {
        whatIsShownIsWhatIsDocumented(headEnd);
        countsGrowWithTheWork(headEnd, channel);
        withoutDatabaseItIsAliveAndNotReady(headEnd, channel);
        assertThat(channel.complaints()).isEmpty();
      }
      noSecretIsShown(headEnd);
      headEnd.stop();
      everyLineOfTheLogIsAnObject(headEnd);
      theRecordingIsThere(headEnd);
    }
  }

  private HttpResponse<String> get(HeadEnd headEnd, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(headEnd.address() + path))
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private int status(HeadEnd headEnd, String path) throws Exception {
    return get(headEnd, path).statusCode();
  }

  private Scrape scrape(HeadEnd headEnd) throws Exception {
    HttpResponse<String> answer = get(headEnd, "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text")
        .contains("version=1.0.0");
    return Scrape.of(answer.body());
  }

  private void whatIsShownIsWhatIsDocumented(HeadEnd headEnd) throws Exception {
    Map<String, String> documented = DocumentedMetrics.alone();
    Patience.await(
        "every documented metric is shown",
        PATIENCE,
        () -> {
          Map<String, String> missing = new TreeMap<>(documented);
          missing.entrySet().removeAll(scrape(headEnd).types().entrySet());
          if (!missing.isEmpty()) {
            throw new IOException("not shown, or of another type: " + missing);
          }
          return true;
        });
    Map<String, String> shown = new TreeMap<>(scrape(headEnd).types());
    shown.entrySet().removeAll(documented.entrySet());
    shown.keySet().removeIf(name -> name.startsWith(ENDPOINTS));
    assertThat(shown).as("shown, but not in docs/watching.md").isEmpty();
  }

  private void countsGrowWithTheWork(HeadEnd headEnd, SteadyChannel channel) throws Exception {
    double before = scrape(headEnd).sum("caskade_ecmg_answer_seconds_count");
    long answered = channel.answers();
    Patience.await("more answers", PATIENCE, () -> channel.answers() >= answered + 50);
    Scrape after = scrape(headEnd);
    long most = channel.answers() + 1;
    assertThat(after.sum("caskade_ecmg_answer_seconds_count", "network=\"main\""))
        .isBetween(before + 50, (double) most);
    assertThat(after.sum("caskade_ecmg_answer_seconds_sum")).isPositive();
    assertThat(after.sum("caskade_ecmg_ecms_total")).isBetween(before + 50, (double) most);
    assertThat(after.sum("caskade_ecmg_streams")).isEqualTo(1);
    assertThat(after.sum("caskade_ecmg_sessions")).isEqualTo(1);
    assertThat(after.sum("caskade_ecmg_oldest_provision_age_seconds")).isLessThan(20);
    assertThat(after.sum("caskade_carousel_emms_total", "class=\"single\"")).isPositive();
    assertThat(after.sum("caskade_mirror_cards")).isEqualTo(1);
    assertThat(after.sum("caskade_store_work_seconds_count", "result=\"done\"")).isPositive();
    assertThat(after.sum("caskade_store_pool_active") + after.sum("caskade_store_pool_idle"))
        .isPositive();
    assertThat(after.sum("caskade_issuer_profile", "state=\"serving\"")).isEqualTo(1);
    assertThat(after.sum("caskade_metrics_source_failures_total")).isZero();
  }

  private void withoutDatabaseItIsAliveAndNotReady(HeadEnd headEnd, SteadyChannel channel)
      throws Exception {
    headEnd.configure(
        "org.ops4j.datasource-caskade",
        Map.of(
            "osgi.jdbc.driver.class",
            "org.mariadb.jdbc.Driver",
            "url",
            "jdbc:mariadb://127.0.0.1:" + HeadEnd.freePort() + "/caskade?connectTimeout=3000",
            "user",
            "caskade",
            ".password",
            "a-secret-of-the-database"));
    Patience.await(
        "ready is red",
        PATIENCE,
        () -> get(headEnd, "/health/ready").body().contains("The database does not answer: "));
    HttpResponse<String> red = get(headEnd, "/health/ready");
    assertThat(red.statusCode()).isEqualTo(503);
    assertThat(red.body())
        .contains("{\"part\":\"database\",\"status\":\"red\"")
        .contains("{\"part\":\"cards\",\"status\":\"green\"")
        .contains("{\"part\":\"ecmg\",\"status\":\"green\"")
        .doesNotContain("a-secret-of-the-database");
    assertThat(status(headEnd, "/health/live")).isEqualTo(200);
    assertThat(scrape(headEnd).sum("caskade_store_gate", "state=\"open\"")).isZero();
    long answered = channel.answers();
    Patience.await("ECMs go on", PATIENCE, () -> channel.answers() >= answered + 50);

    headEnd.configure(
        "org.ops4j.datasource-caskade",
        Map.of(
            "osgi.jdbc.driver.class",
            "org.h2.Driver",
            "url",
            "jdbc:h2:patient:${karaf.data}/db/caskade;WRITE_DELAY=0",
            "user",
            "sa",
            ".password",
            ""));
    Patience.await("ready is green again", PATIENCE, () -> status(headEnd, "/health/ready") == 200);
  }

  private void noSecretIsShown(HeadEnd headEnd) throws Exception {
    String shown = get(headEnd, "/metrics").body() + get(headEnd, "/health/ready").body();
    for (String secret : List.of("admin.password", "api.token")) {
      assertThat(headEnd.credential(secret)).isNotBlank();
      assertThat(shown).doesNotContain(headEnd.credential(secret));
    }
  }

  private static void everyLineOfTheLogIsAnObject(HeadEnd headEnd) throws IOException {
    List<String> lines = headEnd.log().lines().toList();
    assertThat(lines).hasSizeGreaterThan(10);
    assertThat(lines).allSatisfy(line -> assertThat(line).matches(LOG_LINE));
  }

  private static void theRecordingIsThere(HeadEnd headEnd) throws IOException {
    try (Stream<Path> files = Files.list(headEnd.file("data/jfr"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".jfr")))
          .singleElement()
          .satisfies(file -> assertThat(Files.size(file)).isBetween(10_000L, 40_000_000L));
    }
  }
}
