package io.caskade.tools.bench.receivers;

import io.caskade.tools.bench.BenchFolder;
import io.caskade.tools.bench.Databases;
import io.caskade.tools.bench.Options;
import io.caskade.tools.bench.Report;
import io.caskade.tools.bench.receivers.CwStage.Protocol;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code bench cw}: receivers that ask a whole head-end for control words. */
public final class CwBench {
  public static final String HELP =
      """
      bench cw [--seconds N] [--warm-up N] [--rounds N] [--clients N] [--quick]
        Control words for receivers over newcamd, cs378x and CCcam, 50 channels, the load program
        on the same processors: from cache in a closed loop, without it, and all clients at once
        when the ECM changes. Peer: the best open server on the same machine.
        --seconds N  of a closed loop (10)
        --warm-up N  of each protocol (20)
        --rounds N   of each row; medians are told (3)
        --clients N  most that are logged in (10000)
        --quick      one round of 2 s, 200 clients""";

  private static final int CHANNELS = 50;
  private static final Duration VIEWERS = Duration.ofMillis(200);
  private static final Duration SPREAD = Duration.ofSeconds(10);

  private final PrintStream out;
  private final Duration time;
  private final Duration warmUp;
  private final int rounds;
  private final int most;
  private int period;

  /**
   * A row with a limit.
   *
   * @param peer what the best open server did, a second
   * @param p99 limit in milliseconds
   */
  private record Aim(Protocol protocol, int perSecond, String peer, double p99) {}

  private static final List<Aim> AIMS =
      List.of(
          new Aim(Protocol.NEWCAMD, 30_000, "5,750", 10),
          new Aim(Protocol.CS378X, 55_000, "48,500", 10),
          new Aim(Protocol.CCCAM, 55_000, "51,300", 10));

  public CwBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    time = Duration.ofSeconds(options.number("--seconds", quick ? 2 : 10));
    warmUp = Duration.ofSeconds(options.number("--warm-up", quick ? 3 : 20));
    rounds = options.number("--rounds", quick ? 1 : 3);
    most = options.number("--clients", quick ? 200 : 10_000);
  }

  public static Options options(List<String> arguments) {
    return new Options(
        arguments, Set.of("--seconds", "--warm-up", "--rounds", "--clients"), Set.of("--quick"));
  }

  public void run() throws IOException {
    try (var folder = new BenchFolder();
        var stage = new CwStage(folder.path().resolve("home"))) {
      out.printf("Starting a head-end with %,d receiver accounts%n", most);
      stage.start(most);
      try (CwEcms ecms = stage.ecms()) {
        closedLoops(stage, ecms);
        viewers(stage, ecms);
      }
      out.printf(Locale.ROOT, "Load average %.1f%n%n", Databases.loadAverage());
    }
  }

  private void closedLoops(CwStage stage, CwEcms ecms) throws IOException {
    out.printf("Closed loop, %d channels, median of %d%n", CHANNELS, rounds);
    var report =
        new Report(
            "protocol",
            "clients",
            "words from",
            "CW/s",
            "aim",
            "peer",
            "p50 ms",
            "p99 ms",
            "lost",
            "refused");
    for (Aim aim : AIMS) {
      for (int clients : sizes()) {
        try (var load = new CwLoad(stage.logIn(aim.protocol(), clients))) {
          List<CwEcms.Ecm> channels = channels(ecms);
          CwLoad.Next cached = client -> channels.get(client % CHANNELS);
          load.closedLoop(warmUp, cached);
          row(report, aim, clients, "cache", aim.perSecond(), repeat(load, cached));
        }
      }
    }
    try (var load = new CwLoad(stage.logIn(Protocol.CS378X, Math.min(most, 100)))) {
      // Each question is an ECM that nobody asked for yet.
      int[] fresh = new int[Math.min(most, 100)];
      CwLoad.Next uncached = client -> ecms.ecm(1_000 + client, fresh[client]++);
      load.closedLoop(warmUp, uncached);
      Aim aim = new Aim(Protocol.CS378X, 20_000, "2,100", 10);
      row(report, aim, fresh.length, "ECM", aim.perSecond(), repeat(load, uncached));
    }
    report.print(out);
  }

  private List<Integer> sizes() {
    return IntStream.of(100, 1_000, 10_000).filter(size -> size <= most).boxed().toList();
  }

  private List<CwLoad.Result> repeat(CwLoad load, CwLoad.Next next) throws IOException {
    List<CwLoad.Result> results = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      results.add(load.closedLoop(time, next));
    }
    return results;
  }

  private void row(
      Report report, Aim aim, int clients, String from, int limit, List<CwLoad.Result> results) {
    CwLoad.Result median =
        results.stream()
            .sorted((a, b) -> Double.compare(a.perSecond(), b.perSecond()))
            .toList()
            .get(results.size() / 2);
    report.row(
        aim.protocol().toString(),
        Report.number(clients),
        from,
        Report.number(median.perSecond()),
        Report.number(limit),
        aim.peer(),
        millis(median.millis(50)),
        millis(median.millis(99)),
        Report.number(results.stream().mapToLong(CwLoad.Result::lost).sum()),
        Report.number(results.stream().mapToLong(r -> r.denied() + r.wrong()).sum()));
  }

  private void viewers(CwStage stage, CwEcms ecms) throws IOException {
    out.printf("%,d viewers at an ECM change; all clients logged in%n", most);
    var report =
        new Report("protocol", "within", "p50 ms", "p99 ms", "aim", "last ms", "lost", "refused");
    for (Protocol protocol : Protocol.values()) {
      try (var load = new CwLoad(stage.logIn(protocol, most))) {
        CwLoad.Next first = change(ecms);
        load.once(SPREAD, first);
        viewers(report, protocol, "0.2 s", 300, load.once(VIEWERS, change(ecms)));
        viewers(report, protocol, "10 s", 5, load.once(SPREAD, change(ecms)));
      }
    }
    report.print(out);
    out.printf(
        "Resident memory of the process: %,d MB (aim: less than 1,024 MB)%n",
        stage.residentMegabytes());
  }

  private static void viewers(
      Report report, Protocol protocol, String within, int aim, CwLoad.Result result) {
    report.row(
        protocol.toString(),
        within,
        millis(result.millis(50)),
        millis(result.millis(99)),
        Report.number(aim),
        millis(result.millis(100)),
        Report.number(result.lost()),
        Report.number(result.denied() + result.wrong()));
  }

  /** The next crypto period of all channels. */
  private CwLoad.Next change(CwEcms ecms) {
    List<CwEcms.Ecm> channels = channels(ecms);
    return client -> channels.get(client % CHANNELS);
  }

  private List<CwEcms.Ecm> channels(CwEcms ecms) {
    period++;
    return IntStream.range(0, CHANNELS).mapToObj(channel -> ecms.ecm(channel, period)).toList();
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
