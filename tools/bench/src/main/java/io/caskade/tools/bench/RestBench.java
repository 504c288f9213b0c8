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
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** {@code bench rest}: entitlements of single cards over the API of a whole head-end on MariaDB. */
final class RestBench {
  static final String HELP =
      """
      bench rest [--seconds N] [--warm-up N] [--rounds N] [--cards N] [--connections N] [--quick]
        Entitlements of random single cards changed over HTTP, on a head-end with a MariaDB of its
        own, beside the same statements by plain JDBC.
        --seconds N      of a round (20)
        --warm-up N      seconds of load before the first round (120)
        --rounds N       head-end and JDBC take turns; medians are told (3)
        --cards N        in the database (100000)
        --connections N  each sends when it was answered (8)
        --quick          one round of 3 s, 5,000 cards""";

  private static final Duration SEALED_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration STEP = Duration.ofSeconds(10);

  private final PrintStream out;
  private final int cards;
  private final int connections;
  private final int rounds;
  private final Duration time;
  private final Duration warmUp;

  RestBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    cards = options.number("--cards", quick ? 5_000 : 100_000);
    connections = options.number("--connections", 8);
    rounds = options.number("--rounds", quick ? 1 : 3);
    time = Duration.ofSeconds(options.number("--seconds", quick ? 3 : 20));
    warmUp = Duration.ofSeconds(options.number("--warm-up", quick ? 10 : 120));
  }

  static Options options(List<String> arguments) {
    return new Options(
        arguments,
        Set.of("--seconds", "--warm-up", "--rounds", "--cards", "--connections"),
        Set.of("--quick"));
  }

  void run() throws IOException {
    try (var folder = new BenchFolder();
        MariaDbServer server = Databases.mariaDb(folder.path());
        var headEnd = new HeadEnd(folder.path().resolve("home"))) {
      headEnd.useMariaDb(server.url());
      out.printf("Filling MariaDB with %,d cards%n", cards);
      try (Connection connection = Databases.connect(server)) {
        fill(server, connection, headEnd.file("etc"));
        JdbcLoad.prepare(connection);
        headEnd.start();
        run(headEnd, server, connection);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void fill(MariaDbServer server, Connection connection, Path etc) throws SQLException {
    try (var pool = Databases.pool(server.url(), "root")) {
      Databases.migrate(pool);
    }
    var files = new VaultFiles(etc.resolve("vault.p12"), etc.resolve("vault.password"));
    try (var vault = Pkcs12Vault.open(files, new SecureRandom(), () -> {})) {
      CardTables.fill(connection, new CardBase(cards, vault));
    }
  }

  private void run(HeadEnd headEnd, MariaDbServer server, Connection connection)
      throws IOException, SQLException {
    var rest = new RestLoad(headEnd, cards);
    var jdbc = new JdbcLoad(server, cards);
    long sealedBefore = sealed(connection);
    long answered = warmUp(rest);
    ClosedLoop.run(jdbc, connections, time.dividedBy(2));
    var rounds = new ClosedLoop.Rounds();
    var used = new Used(headEnd, server);
    for (int i = 0; i < this.rounds; i++) {
      used.start();
      ClosedLoop.Figures figures = ClosedLoop.run(rest, connections, time);
      used.stop();
      answered += figures.done();
      rounds.add(figures, ClosedLoop.run(jdbc, connections, time));
    }
    print(rounds, used);
    check(headEnd, sealed(connection, sealedBefore + answered) - sealedBefore, answered);
  }

  /**
   * The compiler needs two minutes of load before the rate stands still. Returns how many changes
   * were made.
   */
  private long warmUp(RestLoad rest) throws IOException {
    long done = 0;
    for (Duration warm = Duration.ZERO; warm.compareTo(warmUp) < 0; warm = warm.plus(STEP)) {
      ClosedLoop.Figures figures = ClosedLoop.run(rest, connections, STEP);
      done += figures.done();
      out.printf(Locale.ROOT, "Warming up: %,.0f changes/s%n", figures.perSecond());
    }
    return done;
  }

  private void print(ClosedLoop.Rounds rounds, Used used) {
    out.printf(
        "%nEntitlements of single cards, %,d cards, %d connections, median of %d%n",
        cards, connections, this.rounds);
    out.println("Aim: 1,500 a second over HTTP, p99 less than 30 ms");
    var report =
        new Report("way", "changes/s", "lowest", "of JDBC", "p50 ms", "p99 ms", "max ms", "failed");
    rounds.row(report, "head-end, HTTP", ClosedLoop.Pair::first);
    rounds.row(report, "plain JDBC", ClosedLoop.Pair::second);
    report.print(out);
    out.printf(
        Locale.ROOT,
        "Processor time of a change: head-end %.0f us, MariaDB %.0f us; load average %.1f%n",
        used.headEnd.toNanos() / 1e3 / rounds.firstDone(),
        used.database.toNanos() / 1e3 / rounds.firstDone(),
        Databases.loadAverage());
  }

  private void check(HeadEnd headEnd, long sealed, long answered) throws IOException {
    try (HttpConnection http = headEnd.connect()) {
      String verdict = http.get("/api/v1/audit/verification").require(200).body();
      out.printf(
          "Answered 200: %,d; sealed in the journal: %,d; verification: %s%n%n",
          answered, sealed, verdict);
    }
  }

  /** Processor time of both processes while the head-end is loaded. */
  private static final class Used {
    private final HeadEnd process;
    private final MariaDbServer server;
    private Duration headEnd = Duration.ZERO;
    private Duration database = Duration.ZERO;

    Used(HeadEnd process, MariaDbServer server) {
      this.process = process;
      this.server = server;
    }

    void start() {
      headEnd = headEnd.minus(process.cpu());
      database = database.minus(server.cpu());
    }

    void stop() {
      headEnd = headEnd.plus(process.cpu());
      database = database.plus(server.cpu());
    }
  }

  private static long sealed(Connection connection) throws SQLException {
    return CardTables.count(
        connection,
        "journal_seal s join journal_change c on c.id = s.change_id"
            + " where c.operation = 'CHANGE_RIGHTS'");
  }

  /** Waits a moment for the sealer; returns what is sealed then. */
  private static long sealed(Connection connection, long wanted) throws SQLException {
    long end = System.nanoTime() + SEALED_WITHIN.toNanos();
    long seen = sealed(connection);
    while (seen < wanted && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
      seen = sealed(connection);
    }
    return seen;
  }
}
