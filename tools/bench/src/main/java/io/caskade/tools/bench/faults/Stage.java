package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.BenchFolder;
import io.caskade.tools.bench.CardBase;
import io.caskade.tools.bench.Databases;
import io.caskade.tools.bench.FakeMux;
import io.caskade.tools.bench.HeadEnd;
import io.caskade.tools.bench.HttpConnection;
import io.caskade.tools.bench.Sales;
import io.caskade.tools.bench.ScsLoad;
import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A whole head-end on which things go wrong: the built distribution as a process of its own, its
 * database, a MUX, multiplexers that provision all the time and a billing system that sells.
 */
final class Stage implements AutoCloseable {
  private static final int SUPER_CAS_ID = 0x0B000001;
  private static final Duration CRYPTO_PERIOD = Duration.ofSeconds(1);
  private static final int BURST_EVERY = 5;
  private static final int SALE_CARDS = 100;
  private static final Duration SALE_EVERY = Duration.ofMillis(100);
  private static final int KBIT = 500;
  private static final Duration JOB = Duration.ofMinutes(3);
  private static final Duration SETTLE = Duration.ofMinutes(1);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final Pattern SAMPLE = Pattern.compile("(?m)^(caskade_\\w+)\\{([^}]*)\\} (\\S+)");

  private final Scale scale;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final OnAir onAir = new OnAir();
  private final Set<Long> sold = ConcurrentHashMap.newKeySet();
  private final HeadEnd headEnd;
  private final TcpProxy muxCable;
  private final @Nullable MariaDbServer database;
  private final @Nullable TcpProxy databaseCable;
  private final @Nullable LimitedDisk disk;
  private final @Nullable SteppedClock clock;
  private ScsLoad load;
  private Sales sales;
  private int probes;

  /** What a fault needs to be put on. */
  enum Kind {
    /** With MariaDB behind a cable of ours. */
    MARIADB,
    /** With MariaDB whose files are on a small disk. */
    MARIADB_ON_SMALL_DISK,
    /** With H2, and the folder data/ on a small disk. */
    H2_ON_SMALL_DISK,
    /** With H2 and a clock that can be set. */
    H2_WITH_CLOCK
  }

  /** Builds everything and starts it; the load runs when this returns. */
  @SuppressWarnings("NullAway.Init") // begin() sets the load.
  Stage(Kind kind, Scale scale) throws IOException {
    this.scale = scale;
    try {
      Path folder = open(new BenchFolder()).path();
      FakeMux mux = open(new FakeMux(KBIT, onAir));
      muxCable = open(new TcpProxy(mux.port()));
      headEnd = open(new HeadEnd(folder.resolve("home")));
      disk =
          switch (kind) {
            case MARIADB_ON_SMALL_DISK ->
                open(new LimitedDisk(Files.createDirectories(folder.resolve("mariadb")), 450));
            case H2_ON_SMALL_DISK -> open(new LimitedDisk(headEnd.file("data"), 350));
            default -> null;
          };
      database = kind.name().startsWith("MARIADB") ? open(mariaDb(folder, disk)) : null;
      databaseCable = database == null ? null : open(new TcpProxy(database.port()));
      clock = kind == Kind.H2_WITH_CLOCK ? new SteppedClock(folder.resolve("clock")) : null;
      configure(kind);
      begin();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static MariaDbServer mariaDb(Path folder, @Nullable LimitedDisk disk) throws IOException {
    try {
      return disk == null
          ? Databases.mariaDb(folder)
          : new MariaDbServer(
              folder.resolve("mariadb"),
              List.of(
                  "--innodb-buffer-pool-size=64M",
                  "--innodb-log-file-size=8M",
                  "--innodb-flush-log-at-trx-commit=1"),
              disk.entering());
    } catch (SQLException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void configure(Kind kind) throws IOException {
    headEnd.configure(
        "io.caskade.emmg-faults",
        Map.of(
            "port",
            Integer.toString(muxCable.port()),
            "bandwidthKbit",
            Integer.toString(KBIT),
            "probeSeconds",
            Integer.toString(scale.probeSeconds())));
    headEnd.configure("io.caskade.mirror", Map.of("snapshotSeconds", "2"));
    if (databaseCable != null) {
      headEnd.useMariaDb(
          "jdbc:mariadb://127.0.0.1:%d/caskade?connectTimeout=3000&socketTimeout=30000"
              .formatted(databaseCable.port()));
    }
    if (kind == Kind.H2_ON_SMALL_DISK && disk != null) {
      headEnd.startWith(disk.entering());
    }
    if (clock != null) {
      clock.environment().forEach(headEnd::environment);
    }
  }

  private void begin() throws IOException {
    headEnd.start();
    addCards();
    load =
        open(
            new ScsLoad(
                headEnd.ecmg(),
                SUPER_CAS_ID,
                new ScsLoad.Shape(scale.channels(), scale.streams(), CRYPTO_PERIOD, BURST_EVERY),
                scale.maxCompTime()));
    load.awaitSteady();
    // The first card is the probe's.
    sales = open(new Sales(headEnd, 1, SALE_CARDS, SALE_EVERY, sold::add));
    awaitOnAir(CardBase.serial(0).value());
    awaitNormal(SETTLE);
  }

  private void addCards() throws IOException {
    try (HttpConnection http = headEnd.connect()) {
      Job.start(
              http,
              "{\"addRange\":{\"first\":%d,\"count\":%d,\"status\":\"active\",\"entitlements\":[{\"products\":[0],\"start\":\"2026-01-01T00:00:00Z\",\"finish\":\"2030-01-01T00:00:00Z\"}]}}"
                  .formatted(CardBase.serial(0).value(), scale.cards()))
          .await(headEnd, JOB);
    }
  }

  private void awaitOnAir(long serial) throws IOException {
    Patience.await("card " + serial + " is on air", SETTLE, () -> onAir.emm(serial) != 0);
  }

  private <T extends AutoCloseable> T open(T thing) {
    opened.push(thing);
    return thing;
  }

  Scale scale() {
    return scale;
  }

  HeadEnd headEnd() {
    return headEnd;
  }

  ScsLoad load() {
    return load;
  }

  Sales sales() {
    return sales;
  }

  /** Serials that were sold something since somebody cleared the set. */
  Set<Long> sold() {
    return sold;
  }

  OnAir onAir() {
    return onAir;
  }

  TcpProxy muxCable() {
    return muxCable;
  }

  MariaDbServer database() {
    return there(database, "a MariaDB");
  }

  TcpProxy databaseCable() {
    return there(databaseCable, "a MariaDB");
  }

  LimitedDisk disk() {
    return there(disk, "a small disk");
  }

  SteppedClock clock() {
    return there(clock, "a clock to set");
  }

  private static <T> T there(@Nullable T thing, String name) {
    if (thing == null) {
      throw new IllegalStateException("this stage has not " + name);
    }
    return thing;
  }

  /** First place of the card base that neither probe nor billing system changes. */
  int firstQuietPlace() {
    return sales.lastPlace();
  }

  /** A sale of the probe: the EMM that stood for the card before it was acknowledged. */
  private int sellProbe() throws IOException {
    long serial = CardBase.serial(0).value();
    int before = onAir.emm(serial);
    int number = ++probes;
    try (HttpConnection http = headEnd.connect(ANSWER)) {
      http.call(
              "PUT",
              "/api/v1/networks/main/cards/" + serial + "/entitlements",
              "{\"entitlements\":[{\"products\":[%d],\"start\":\"2026-01-01T00:00:00Z\",\"finish\":\"%s\"}]}"
                  .formatted(number % 32, Instant.ofEpochSecond(1_924_992_000L + 86_400L * number)))
          .require(200);
    }
    return before;
  }

  /**
   * Waits until the head-end does all of its work: a sale is accepted, its EMM is at the MUX, and
   * every stream of every channel is answered.
   *
   * @return how long that took
   */
  Duration awaitNormal(Duration limit) throws IOException {
    long began = System.nanoTime();
    int[] before = new int[1];
    Patience.await(
        "a sale is accepted",
        limit,
        () -> {
          before[0] = sellProbe();
          return true;
        });
    long serial = CardBase.serial(0).value();
    Patience.await("the sale is on air", limit, () -> onAir.emm(serial) != before[0]);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    load.awaitSteady();
    return took;
  }

  /** True when a change is refused with that status just now. */
  boolean refuses(int status) throws IOException {
    try (HttpConnection http = headEnd.connect(ANSWER)) {
      return http.get("/api/v1/networks/main/cards/" + CardBase.serial(0).value()).status()
          == status;
    }
  }

  /** True when an alarm of that code holds, as {@code /metrics} tells. */
  boolean alarmed(String code) throws IOException {
    return metric("caskade_alarms", "\"" + code.toLowerCase(Locale.ROOT) + "\"") > 0;
  }

  /** Sum of the samples of {@code /metrics} with that name, and that text among their labels. */
  double metric(String name, String label) throws IOException {
    double sum = 0;
    boolean known = false;
    try (HttpConnection http = headEnd.connect(ANSWER)) {
      Matcher samples = SAMPLE.matcher(http.get("/metrics").require(200).body());
      while (samples.find()) {
        if (samples.group(1).equals(name) && samples.group(2).contains(label)) {
          known = true;
          sum += Double.parseDouble(samples.group(3));
        }
      }
    }
    if (!known) {
      throw new IOException("/metrics knows no " + name + " with " + label);
    }
    return sum;
  }

  /** Kills the head-end, and starts it again at once. */
  void powerCut() throws IOException {
    headEnd.kill();
    headEnd.launch();
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        failed = failed == null ? new IOException("the stage cannot be cleared", e) : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
