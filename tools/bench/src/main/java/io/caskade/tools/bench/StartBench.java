package io.caskade.tools.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code bench start}: all cards of a database into memory, without a snapshot. */
final class StartBench {
  static final String HELP =
      """
      bench start [--cards N] [--rounds N] [--database mariadb|h2|both] [--jvm OPTIONS] [--quick]
        All cards of a database read into the memory of a JVM that just began with 1 GiB of heap,
        as a head-end does that finds no snapshot.
        --cards N        in the database (1000000; 10000000 take a quarter of an hour to write)
        --rounds N       starts; the median is told (3)
        --database NAME  mariadb, h2 or both (both)
        --jvm OPTIONS    of the process that loads (-Xmx1g)
        --quick          one start with 20,000 cards""";

  private static final Set<String> NAMES = Set.of("mariadb", "h2", "both");

  private final PrintStream out;
  private final int cards;
  private final int rounds;
  private final String database;
  private final List<String> jvm;

  StartBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    cards = options.number("--cards", quick ? 20_000 : 1_000_000);
    rounds = options.number("--rounds", quick ? 1 : 3);
    database = options.text("--database", "both");
    if (!NAMES.contains(database)) {
      throw new IllegalArgumentException("--database is mariadb, h2 or both, got " + database);
    }
    List<String> given = options.words("--jvm");
    jvm =
        given.isEmpty()
            ? List.of("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
            : given;
  }

  static Options options(List<String> arguments) {
    return new Options(
        arguments, Set.of("--cards", "--rounds", "--database", "--jvm"), Set.of("--quick"));
  }

  /** One start. */
  private record Load(double seconds, int cards, long heap) {}

  void run() throws IOException {
    var report = new Report("database", "cards", "load s", "worst s", "heap MB", "load average");
    try {
      if (!database.equals("h2")) {
        mariaDb(report);
      }
      if (!database.equals("mariadb")) {
        h2(report);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    out.printf("%nStart from the database, median of %d, JVM %s%n", rounds, String.join(" ", jvm));
    out.println("Aim: 1,000,000 cards in less than 10 s, 10,000,000 in 90 s and 1 GiB of heap");
    report.print(out);
  }

  private void mariaDb(Report report) throws IOException, SQLException {
    try (var folder = new BenchFolder();
        var server = Databases.mariaDb(folder.path())) {
      fill(folder, server.url(), "root");
      row(report, "MariaDB", folder, server.url(), "root");
    }
  }

  private void h2(Report report) throws IOException, SQLException {
    try (var folder = new BenchFolder()) {
      String url = "jdbc:h2:file:" + folder.path().resolve("caskade");
      fill(folder, url, "sa");
      row(report, "H2", folder, url, "sa");
    }
  }

  private void fill(BenchFolder folder, String url, String user) throws SQLException {
    out.printf("Writing %,d cards into %s%n", cards, url.substring(5, url.indexOf(':', 5)));
    try (HikariDataSource pool = Databases.pool(url, user)) {
      Databases.migrate(pool);
      try (var mirror = new CardMirror(folder.path());
          Connection connection = pool.getConnection()) {
        CardTables.fill(connection, new CardBase(cards, mirror.vault()));
      }
    }
  }

  private void row(Report report, String name, BenchFolder folder, String url, String user)
      throws IOException {
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      loads.add(load(folder, url, user));
    }
    loads.sort(Comparator.comparingDouble(Load::seconds));
    Load median = loads.get(loads.size() / 2);
    report.row(
        name,
        String.format(Locale.ROOT, "%,d", median.cards()),
        Report.number(median.seconds()),
        Report.number(loads.get(loads.size() - 1).seconds()),
        Report.number(median.heap() / 1e6),
        Report.number(Databases.loadAverage()));
  }

  private Load load(BenchFolder folder, String url, String user) throws IOException {
    List<String> arguments = List.of(folder.path().toString(), url, user);
    try (var child = new ChildJvm(DatabaseLoader.class, jvm, arguments)) {
      String[] values = child.answer(DatabaseLoader.LOADED);
      return new Load(
          Duration.ofNanos(Long.parseLong(values[0])).toMillis() / 1e3,
          Integer.parseInt(values[1]),
          Long.parseLong(values[2]));
    }
  }
}
