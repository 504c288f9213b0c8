package io.caskade.tools.bench.soak;

import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.tools.bench.BenchFolder;
import io.caskade.tools.bench.CardBase;
import io.caskade.tools.bench.CardTables;
import io.caskade.tools.bench.Databases;
import io.caskade.tools.bench.FakeMux;
import io.caskade.tools.bench.HeadEnd;
import io.caskade.tools.bench.Options;
import io.caskade.tools.bench.Report;
import io.caskade.tools.bench.Sales;
import io.caskade.tools.bench.ScsLoad;
import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code bench soak}: everything that a head-end does, at once and for long. Other than the
 * measurements this one has a verdict.
 */
public final class SoakBench {
  public static final String HELP =
      """
      bench soak [--hours N | --minutes N] [--cards N] [--streams N] [--heap SIZE]
                 [--collectors WORDS] [--backup WAY] [--pause MS] [--answers MS]
                 [--quick]
        8,000 streams at 10 s, in every third period all in the same instant; a full carousel, bulk
        jobs, single sales, restarts of the database. Ends with 1 when an answer came after
        max_comp_time, everything stood still for more than 50 ms, something acknowledged is lost,
        or heap, threads or files grew. Needs MariaDB.
        --hours N, --minutes N  of the measurement (10 minutes)
        --cards N               in the database (100000)
        --streams N             (8000)
        --heap SIZE             of the head-end (512m)
        --collectors WORDS      one run for each of g1, g1-tuned, parallel, serial, zgc, shenandoah,
                                distributed; separated by commas (distributed)
        --pause MS              that is allowed (50); more where other programs take the processors
        --answers MS            that an ECM may take (500, which is max_comp_time); the same
        --backup WAY            own: by the product's own program, and the last one is restored
                                onto an empty home (own); none; or a command for a shell, with
                                CASKADE_HOME set
        --quick                 40 s, 20,000 cards""";

  private static final int SUPER_CAS_ID = 0x0B000001;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration DATABASE_BACK = Duration.ofMinutes(2);

  private final PrintStream out;
  private final Plan plan;
  private final List<Collector> collectors;

  /**
   * @throws IllegalArgumentException when an option makes no sense
   */
  public SoakBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    plan =
        new Plan(
            time(options, quick),
            Duration.ofSeconds(quick ? 30 : 90),
            options.number("--streams", 8_000),
            options.number("--cards", quick ? 20_000 : 100_000),
            options.text("--heap", "512m"),
            Duration.ofMillis(options.number("--pause", 50)),
            Duration.ofMillis(options.number("--answers", (int) Plan.MAX_COMP_TIME.toMillis())),
            options.text("--backup", Backups.OWN));
    collectors = Collector.of(options.text("--collectors", "distributed"));
    if (plan.streams() % Plan.CHANNELS != 0) {
      throw new IllegalArgumentException("--streams must be a multiple of " + Plan.CHANNELS);
    }
    if (plan.cards() < 2 * Plan.SALE_CARDS) {
      throw new IllegalArgumentException("--cards must be " + 2 * Plan.SALE_CARDS + " or more");
    }
  }

  public static Options options(List<String> arguments) {
    return new Options(
        arguments,
        Set.of(
            "--hours",
            "--minutes",
            "--cards",
            "--streams",
            "--heap",
            "--collectors",
            "--pause",
            "--answers",
            "--backup"),
        Set.of("--quick"));
  }

  private static Duration time(Options options, boolean quick) {
    if (options.has("--hours")) {
      return Duration.ofHours(options.number("--hours", 24));
    }
    if (options.has("--minutes")) {
      return Duration.ofMinutes(options.number("--minutes", 10));
    }
    return quick ? Duration.ofSeconds(40) : Duration.ofMinutes(10);
  }

  /**
   * Runs and prints.
   *
   * @return whether all held
   */
  public boolean run() throws IOException {
    var report = new Report(Outcome.HEADINGS);
    List<String> complaints = new ArrayList<>();
    for (Collector collector : collectors) {
      Outcome outcome = soak(collector);
      report.row(outcome.cells());
      outcome
          .complaints(plan.longestPause())
          .forEach(one -> complaints.add(collector.word() + ": " + one));
    }
    out.printf(
        Locale.ROOT,
        "%n%,d streams at %d s, in every third period at once; %,d cards, %s of heap; load average"
            + " %.1f%n",
        plan.streams(),
        Plan.CRYPTO_PERIOD.toSeconds(),
        plan.cards(),
        plan.heap(),
        Databases.loadAverage());
    out.printf(
        "Limits: no answer after %d ms, no pause above %d ms; heap, threads and files flat%n%n",
        plan.longestAnswer().toMillis(), plan.longestPause().toMillis());
    report.print(out);
    out.println("As Markdown:\n");
    report.markdown(out);
    complaints.forEach(complaint -> out.println("FAILED: " + complaint));
    out.println(complaints.isEmpty() ? "Held." : "NOT HELD.");
    return complaints.isEmpty();
  }

  private Outcome soak(Collector collector) throws IOException {
    try (var folder = new BenchFolder();
        MariaDbServer database = Databases.mariaDb(folder.path());
        var mux = new FakeMux(Plan.KBIT, (message, offset, length, at) -> {});
        var headEnd = new HeadEnd(folder.path().resolve("home"))) {
      out.printf("%s: filling MariaDB with %,d cards%n", collector.word(), plan.cards());
      Path log = folder.path().resolve("gc.log");
      configure(headEnd, database, mux, collector, log);
      fill(database, headEnd.file("etc"));
      headEnd.start();
      var backups = new Backups(plan.backup(), folder.path());
      return load(collector, headEnd, database, log, backups);
    }
  }

  private void configure(
      HeadEnd headEnd, MariaDbServer database, FakeMux mux, Collector collector, Path log)
      throws IOException {
    headEnd.useMariaDb(database.url() + "&socketTimeout=30000");
    headEnd.configure(
        "io.caskade.emmg-soak",
        Map.of("port", Integer.toString(mux.port()), "bandwidthKbit", Integer.toString(Plan.KBIT)));
    headEnd.environment("CASKADE_HEAP", plan.heap());
    headEnd.environment("CASKADE_JAVA_OPTS", collector.options() + " " + GcLog.option(log));
  }

  private void fill(MariaDbServer database, Path etc) throws IOException {
    var files = new VaultFiles(etc.resolve("vault.p12"), etc.resolve("vault.password"));
    try (var pool = Databases.pool(database.url(), "root")) {
      Databases.migrate(pool);
      try (Connection connection = Databases.connect(database);
          var vault = Pkcs12Vault.open(files, new SecureRandom(), () -> {})) {
        CardTables.fill(connection, new CardBase(plan.cards(), vault));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private Outcome load(
      Collector collector, HeadEnd headEnd, MariaDbServer database, Path log, Backups backups)
      throws IOException {
    var shape =
        new ScsLoad.Shape(
            Plan.CHANNELS, plan.streams() / Plan.CHANNELS, Plan.CRYPTO_PERIOD, Plan.BURST_EVERY);
    try (var scs = new ScsLoad(headEnd.ecmg(), SUPER_CAS_ID, shape, plan.longestAnswer());
        var sales = new Sales(headEnd, 0, Plan.SALE_CARDS, Plan.SALE_EVERY, serial -> {})) {
      out.printf("Warming up for %d s%n", plan.warmUp().toSeconds());
      pause(plan.warmUp());
      long alive = LiveHeap.megabytes(headEnd.pid(), log);
      var pauses = new GcLog(log);
      scs.awaitSteady();
      scs.restart();
      pauses.restart();
      Duration cpu = headEnd.cpu();
      List<Sample> samples;
      ScsLoad.Figures figures;
      String failure;
      try (var bustle = new Bustle(plan, headEnd, database, sales.lastPlace(), backups)) {
        samples = watch(headEnd, pauses, bustle);
        figures = scs.figures();
        failure = headEnd.isAlive() ? bustle.failure() : "the head-end ended by itself";
        tell(bustle, sales, backups);
      }
      Duration used = headEnd.cpu().minus(cpu);
      List<String> lost = new ArrayList<>();
      var heap = new LiveHeap(alive, alive);
      if (headEnd.isAlive()) {
        heap = new LiveHeap(alive, LiveHeap.megabytes(headEnd.pid(), log));
        lost.addAll(lost(sales));
        checkBackup(headEnd, backups).ifPresent(lost::add);
      }
      return new Outcome(collector, figures, pauses, heap, samples, used, lost, failure);
    }
  }

  private List<Sample> watch(HeadEnd headEnd, GcLog pauses, Bustle bustle) throws IOException {
    List<Sample> samples = new ArrayList<>();
    long began = System.nanoTime();
    out.println("    at  heap MB  threads  files  memory MB");
    for (int i = 1; i <= Plan.SAMPLES && bustle.failure().isEmpty() && headEnd.isAlive(); i++) {
      Duration at = plan.sampleEvery().multipliedBy(i);
      pause(at.minusNanos(System.nanoTime() - began));
      if (!headEnd.isAlive()) {
        break;
      }
      Sample sample = Sample.take(at, headEnd.pid(), pauses);
      samples.add(sample);
      out.printf(
          "%5d s  %7d  %7d  %5d  %9d%n",
          at.toSeconds(), sample.heap(), sample.threads(), sample.files(), sample.resident());
    }
    return samples;
  }

  private Optional<String> checkBackup(HeadEnd headEnd, Backups backups) throws IOException {
    Optional<String> wrong = backups.check(headEnd, plan.cards());
    if (wrong.isEmpty() && backups.made() > 0 && plan.backup().equals(Backups.OWN)) {
      out.printf("The last backup was restored and holds all %,d cards%n", plan.cards());
    }
    return wrong;
  }

  private void tell(Bustle bustle, Sales sales, Backups backups) {
    Sales.Figures sold = sales.figures();
    out.printf(
        "%,d sales acknowledged, %,d refused; %d bulk jobs, %d restarts of the database, %s%n",
        sold.acknowledged(),
        sold.refused() + sold.unknown(),
        bustle.jobs(),
        bustle.databaseRestarts(),
        backups.wanted() ? backups.made() + " backups" : "no backup");
  }

  /** The database may have been down at the end of the measurement. */
  private static List<String> lost(Sales sales) throws IOException {
    long end = System.nanoTime() + DATABASE_BACK.toNanos();
    while (true) {
      try {
        return sales.lost();
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        pause(LOOK);
      }
    }
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
