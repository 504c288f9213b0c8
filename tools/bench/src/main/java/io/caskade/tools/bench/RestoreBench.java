package io.caskade.tools.bench;

import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bench restore}: a backup of a head-end that runs, restored on an empty home, until that
 * one does all of its work. Other than most measurements this one has a limit.
 */
final class RestoreBench {
  static final String HELP =
      """
      bench restore [--cards N] [--changed N] [--minutes N] [--quick]
        A backup of a running head-end with H2 and a large card base, restored onto an empty home,
        which is started: until its first ECM, its first EMM, all cards in the carousel. Ends with
        1 when blank home to all of that took longer than the limit.
        --cards N    in the database (1000000)
        --changed N  of them changed by a job before, so that the journal has rows (a tenth)
        --minutes N  the limit (10)
        --quick      20,000 cards""";

  private static final int SUPER_CAS_ID = 0x0B000001;
  private static final int KBIT = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration MAX_COMP_TIME = Duration.ofMillis(500);
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([a-z]+)\"");
  private static final Pattern CARDS =
      Pattern.compile("(?m)^caskade_carousel_cards\\{[^}]*\\} (\\S+)");
  private static final String DATABASE = "etc/org.ops4j.datasource-caskade.cfg";

  private final PrintStream out;
  private final int cards;
  private final int changed;
  private final Duration limit;

  RestoreBench(PrintStream out, Options options) {
    this.out = out;
    cards = options.number("--cards", options.has("--quick") ? 20_000 : 1_000_000);
    changed = options.number("--changed", Math.max(1, cards / 10));
    limit = Duration.ofMinutes(options.number("--minutes", 10));
    if (changed >= cards) {
      throw new IllegalArgumentException("--changed must be below --cards");
    }
  }

  static Options options(List<String> arguments) {
    return new Options(arguments, Set.of("--cards", "--changed", "--minutes"), Set.of("--quick"));
  }

  /** What the first home gave. */
  private record Made(Duration time, long bytes) {}

  /** How long the second home took, from its launch on. */
  private record Began(Duration ecm, Duration emm, Duration carousel, Duration sale) {
    Duration all() {
      return List.of(ecm, emm, carousel, sale).stream()
          .max(Duration::compareTo)
          .orElse(Duration.ZERO);
    }
  }

  /**
   * Runs and prints.
   *
   * @return whether the limit was kept
   */
  boolean run() throws IOException {
    var emms = new AtomicLong();
    try (var folder = new BenchFolder();
        var mux = new FakeMux(KBIT, (message, offset, length, at) -> emms.incrementAndGet())) {
      Path archive = folder.path().resolve("bench.backup");
      Path passphrase = folder.path().resolve("passphrase");
      var program = new BackupProgram(folder.path());
      Made made = make(folder.path(), mux, program, archive, passphrase);
      long began = System.nanoTime();
      try (var second = new HeadEnd(folder.path().resolve("second"))) {
        Path database = Files.copy(second.file(DATABASE), folder.path().resolve("database.cfg"));
        program.restore(archive, second.file(""), passphrase, database);
        Duration restored = since(began);
        out.println("Restored; starting it");
        Began up = begin(second, emms);
        print(made, restored, up);
        return restored.plus(up.all()).compareTo(limit) <= 0;
      }
    }
  }

  private Made make(Path folder, FakeMux mux, BackupProgram program, Path archive, Path passphrase)
      throws IOException {
    try (var first = new HeadEnd(folder.resolve("first"))) {
      first.configure(
          "io.caskade.emmg-bench",
          Map.of("port", Integer.toString(mux.port()), "bandwidthKbit", Integer.toString(KBIT)));
      out.printf("Filling H2 with %,d cards, %,d of them changed by a job%n", cards, changed);
      fill(first);
      first.start();
      change(first);
      out.println("Making a backup of the running head-end");
      Duration took = program.make(first.file(""), archive);
      Files.copy(first.file("etc/backup.passphrase"), passphrase);
      return new Made(took, Files.size(archive));
    }
  }

  private void fill(HeadEnd headEnd) throws IOException {
    var files = new VaultFiles(headEnd.file("etc/vault.p12"), headEnd.file("etc/vault.password"));
    String url = "jdbc:h2:file:" + headEnd.file("data/db/caskade");
    try (var pool = Databases.pool(url, "sa")) {
      Databases.migrate(pool);
      try (var vault = Pkcs12Vault.open(files, new SecureRandom(), () -> {});
          Connection connection = pool.getConnection()) {
        CardTables.fill(connection, new CardBase(cards, vault));
        if (CardTables.count(connection, "card") != cards) {
          throw new IOException("the database does not hold what was written");
        }
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Each change is a row of the journal and its seal. */
  private void change(HeadEnd headEnd) throws IOException {
    var serials = new StringBuilder();
    for (int place = 0; place < changed; place++) {
      serials.append(place == 0 ? "" : ",").append(CardBase.serial(place).value());
    }
    try (HttpConnection http = headEnd.connect()) {
      http.call(
              "POST",
              "/api/v1/networks/main/jobs",
              "{\"extend\":{\"cards\":{\"serials\":[" + serials + "]},\"by\":\"P1D\"}}")
          .require(202);
      await(
          "the job is done",
          () -> {
            Matcher state =
                STATE.matcher(http.get("/api/v1/networks/main/jobs?limit=1").require(200).body());
            return state.find() && state.group(1).equals("done");
          });
    }
  }

  private Began begin(HeadEnd headEnd, AtomicLong emms) throws IOException {
    long launched = System.nanoTime();
    headEnd.launch();
    long before = emms.get();
    Duration[] at = new Duration[4];
    var shape = new ScsLoad.Shape(1, 1, Duration.ofMillis(200), 0);
    InetSocketAddress ecmg = headEnd.ecmg();
    try (var scs = new ScsLoad(ecmg, SUPER_CAS_ID, shape, MAX_COMP_TIME)) {
      await(
          "ECMs, EMMs, all cards in the carousel and a sale",
          () -> {
            note(at, 0, launched, scs.answered() > 0);
            note(at, 1, launched, emms.get() > before);
            note(at, 2, launched, at[2] != null || carousel(headEnd) >= cards);
            note(at, 3, launched, at[3] != null || sells(headEnd));
            return at[0] != null && at[1] != null && at[2] != null && at[3] != null;
          });
    }
    return new Began(at[0], at[1], at[2], at[3]);
  }

  private static void note(Duration[] at, int which, long launched, boolean holds) {
    if (at[which] == null && holds) {
      at[which] = since(launched);
    }
  }

  /** Cards that the carousel serves; 0 while nobody can be asked. */
  private static long carousel(HeadEnd headEnd) {
    try (HttpConnection http = headEnd.connect()) {
      Matcher found = CARDS.matcher(http.get("/metrics").require(200).body());
      return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private boolean sells(HeadEnd headEnd) {
    try (HttpConnection http = headEnd.connect()) {
      return RestLoad.sell(http, CardBase.serial(cards - 1).value(), 1).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Something that is not so yet. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long began = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IOException("not within " + PATIENCE.toMinutes() + " min: " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void print(Made made, Duration restored, Began up) {
    out.printf(
        Locale.ROOT,
        "%n%,d cards in H2, %,d changed before; load average %.1f%nAim: blank home to all of its"
            + " work in %d minutes%n",
        cards,
        changed,
        Databases.loadAverage(),
        limit.toMinutes());
    var report = new Report("what", "took");
    report.row("backup while it runs", seconds(made.time()));
    report.row("its file", Report.number(made.bytes() / 1e6) + " MB");
    report.row("restore onto an empty home (unpacked, checked, filled)", seconds(restored));
    report.row("start to first ECM", seconds(up.ecm()));
    report.row("start to first EMM", seconds(up.emm()));
    report.row("start to all cards in the carousel", seconds(up.carousel()));
    report.row("start to the first sale", seconds(up.sale()));
    report.row("blank home to all of its work", seconds(restored.plus(up.all())));
    report.print(out);
    out.println("As Markdown:\n");
    report.markdown(out);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
