package io.caskade.tools.bench;

import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * {@code bench air}: from the request of a sale to the bytes of its EMM at the MUX, on a whole
 * head-end with a large card base, while a bulk job has filled a narrow bandwidth for long.
 */
final class AirBench {
  static final String HELP =
      """
      bench air [--seconds N] [--cards N] [--bulk N] [--kbit N] [--quick]
        From the HTTP request that changes a card to its EMM at a MUX on loopback, on a head-end
        with a MariaDB of its own, while the EMMs of a bulk job drain.
        --seconds N  of changes, two a second (60)
        --cards N    in the database (1000000)
        --bulk N     of them changed by the job, below --cards (100000)
        --kbit N     that the MUX allows (64)
        --quick      5 s, 20,000 cards, 5,000 in the job""";

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int PRODUCTS = 32;

  private final PrintStream out;
  private final Duration time;
  private final int cards;
  private final int bulk;
  private final int kbit;

  AirBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    time = Duration.ofSeconds(options.number("--seconds", quick ? 5 : 60));
    cards = options.number("--cards", quick ? 20_000 : 1_000_000);
    bulk = options.number("--bulk", quick ? 5_000 : 100_000);
    kbit = options.number("--kbit", 64);
    if (bulk >= cards) {
      throw new IllegalArgumentException("--bulk must be below --cards");
    }
  }

  static Options options(List<String> arguments) {
    return new Options(
        arguments, Set.of("--seconds", "--cards", "--bulk", "--kbit"), Set.of("--quick"));
  }

  void run() throws IOException {
    var air = new AirTime(false);
    try (var folder = new BenchFolder();
        MariaDbServer server = Databases.mariaDb(folder.path());
        var mux = new FakeMux(kbit, air);
        var headEnd = new HeadEnd(folder.path().resolve("home"))) {
      headEnd.useMariaDb(server.url());
      headEnd.configure(
          "io.caskade.emmg-bench",
          Map.of("port", Integer.toString(mux.port()), "bandwidthKbit", Integer.toString(kbit)));
      out.printf("Filling MariaDB with %,d cards%n", cards);
      fill(server, headEnd.file("etc"));
      headEnd.start();
      try (HttpConnection http = headEnd.connect()) {
        awaitCards(http, air);
        startJob(http);
        measure(http, air);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void fill(MariaDbServer server, Path etc) throws SQLException {
    var files = new VaultFiles(etc.resolve("vault.p12"), etc.resolve("vault.password"));
    try (var pool = Databases.pool(server.url(), "root")) {
      Databases.migrate(pool);
      try (var vault = Pkcs12Vault.open(files, new SecureRandom(), () -> {});
          Connection connection = pool.getConnection()) {
        CardTables.fill(connection, new CardBase(cards, vault));
      }
    }
  }

  /** A head-end that has just begun reads all cards first; that is what {@code start} measures. */
  private void awaitCards(HttpConnection http, AirTime air) throws IOException {
    long serial = CardBase.serial(cards - 1).value();
    air.changed(serial);
    RestLoad.sell(http, serial, 0).require(200);
    long end = System.nanoTime() + START.toNanos();
    while (air.figures().unseen() > 0) {
      if (System.nanoTime() > end) {
        throw new IOException("no EMM of a changed card within " + START.toSeconds() + " s");
      }
      pause(LOOK);
    }
  }

  /** The first cards are recalled; their EMMs need the bandwidth for longer than we look. */
  private void startJob(HttpConnection http) throws IOException {
    var serials = new StringBuilder();
    for (int place = 0; place < bulk; place++) {
      serials.append(place == 0 ? "" : ",").append(CardBase.serial(place).value());
    }
    http.call(
            "POST",
            "/api/v1/networks/main/jobs",
            "{\"turn\":{\"operation\":\"recall\",\"cards\":{\"serials\":[" + serials + "]}}}")
        .require(202);
  }

  /** The first changes, while the job is still written, count like the others. */
  private void measure(HttpConnection http, AirTime air) throws IOException {
    pause(SETTLE);
    air.restart();
    var random = new SplittableRandom(7);
    int changes = 0;
    var answers = new Histogram(3);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      // Not among those of the job.
      long serial = CardBase.serial(bulk + random.nextInt(cards - bulk)).value();
      long asked = System.nanoTime();
      air.changed(serial);
      RestLoad.sell(http, serial, random.nextInt(PRODUCTS)).require(200);
      answers.recordValue(System.nanoTime() - asked);
      changes++;
      pause(EVERY.minusNanos(System.nanoTime() - asked));
    }
    pause(SETTLE);
    String jobs = http.get("/api/v1/networks/main/jobs?limit=1").require(200).body();
    print(changes, answers, air.figures(), jobs);
  }

  private void print(int changes, Histogram answers, AirTime.Figures air, String jobs) {
    out.printf(
        Locale.ROOT,
        "%nFrom request to MUX: %,d cards, a job of %,d drains, %d kbit/s%n",
        cards,
        bulk,
        kbit);
    out.println("Aim: p99 less than 1 s");
    var report = new Report("way", "changes", "p50 ms", "p99 ms", "max ms", "not seen");
    row(report, "request to answer", answers, 0);
    row(report, "request to EMM at the MUX", air.latencies(), air.unseen());
    report.print(out);
    out.printf(
        Locale.ROOT,
        "%,d changes; EMMs on air %,d at %.1f kbit/s; job: %s; load average %.1f%n%n",
        changes,
        air.emms(),
        air.bitsPerSecond() / 1e3,
        jobs.replaceAll(".*?\"state\":\"([a-z]+)\".*", "$1"),
        Databases.loadAverage());
  }

  private static void row(Report report, String name, Histogram latencies, int unseen) {
    report.row(
        name,
        Long.toString(latencies.getTotalCount()),
        Report.millis(latencies.getValueAtPercentile(50)),
        Report.millis(latencies.getValueAtPercentile(99)),
        Report.millis(latencies.getMaxValue()),
        Integer.toString(unseen));
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
