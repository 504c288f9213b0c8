package io.caskade.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** {@code bench ecm}: how many ECMs a second, and how late the latest. */
final class EcmBench {
  static final String HELP =
      """
      bench ecm [--seconds N] [--rounds N] [--loops N] [--jvm OPTIONS] [--quick]
                [--target HOST:PORT [--super-cas-id N] [--alone]]
        Loads the ECMG over loopback with its cipher and, as the limit of the transport, with the
        cipher switched off: closed loop, paced, and 8,000 streams in the same instant.
        --seconds N       a round takes N seconds (3)
        --rounds N        rounds of each load, in turn; medians are told (5)
        --loops N         event loops of the ECMG (2)
        --jvm OPTIONS     of the ECMG's process, in place of the distribution's
        --target          another ECMG that is loaded in the same turns
        --super-cas-id N  of that ECMG (0x0B000001)
        --alone           only that ECMG
        --quick           one round of a second""";

  private static final String TRANSPORT = "transport alone";
  private static final int OWN_SUPER_CAS_ID = 0x0B000001;
  private static final int BURST = 8_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PrintStream out;
  private final Duration round;
  private final int rounds;
  private final int superCasId;

  private final int paceSeconds;
  private final int bursts;
  private final int loops;
  private final List<String> serverOptions;
  private final String target;
  private final boolean alone;

  /** One server that is loaded in turn with the others. */
  private record Candidate(
      String name, InetSocketAddress address, int superCasId, @Nullable ServerProcess process) {
    EcmLoad load(int sessions, int streams) throws IOException {
      return new EcmLoad(address, superCasId, sessions, streams);
    }
  }

  /** A shape of load. */
  private record Shape(String name, int sessions, int streams) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("1 session", 1, 1),
          new Shape("8 sessions", 8, 1),
          new Shape("64 sessions", 64, 1),
          new Shape("64 x 8 in flight", 64, 8));

  EcmBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    this.round = Duration.ofSeconds(options.number("--seconds", quick ? 1 : 3));
    this.rounds = options.number("--rounds", quick ? 1 : 5);
    this.paceSeconds = Math.toIntExact(round.toSeconds()) * (quick ? 2 : 5);
    this.bursts = Math.max(3, rounds);
    this.loops = options.number("--loops", 2);
    this.superCasId = options.number("--super-cas-id", OWN_SUPER_CAS_ID);
    this.target = options.text("--target", "");
    this.alone = options.has("--alone");
    this.serverOptions = options.words("--jvm");
    if (alone && target.isEmpty()) {
      throw new IllegalArgumentException("--alone needs --target");
    }
  }

  static Options options(List<String> arguments) {
    return new Options(
        arguments,
        Set.of("--seconds", "--rounds", "--target", "--super-cas-id", "--loops", "--jvm"),
        Set.of("--quick", "--alone"));
  }

  void run() throws IOException {
    List<Candidate> others =
        target.isEmpty()
            ? List.of()
            : List.of(new Candidate(target, parse(target), superCasId, null));
    if (alone) {
      measure(others);
      return;
    }
    CipherLimit.print(out, new Rates(round, rounds));
    try (var ciphered = new ServerProcess(BenchServer.TVCAS3, loops, serverOptions);
        var bare = new ServerProcess(BenchServer.NONE, loops, serverOptions)) {
      List<Candidate> all = new ArrayList<>();
      all.add(own("Caskade, 3DES", ciphered));
      all.add(own(TRANSPORT, bare));
      all.addAll(others);
      measure(all);
      garbage(ciphered);
    }
  }

  private static Candidate own(String name, ServerProcess process) {
    return new Candidate(name, process.address(), OWN_SUPER_CAS_ID, process);
  }

  private void garbage(ServerProcess ciphered) throws IOException {
    ServerProcess.Figures figures = ciphered.figures();
    out.printf(
        "Garbage of Caskade, 3DES, over the whole run: %,d young collections, %,d of the whole"
            + " heap%n",
        figures.young(), figures.old());
  }

  private void measure(List<Candidate> candidates) throws IOException {
    Duration warmUp = round.multipliedBy(rounds > 1 ? 3 : 1);
    out.printf("Warming up %d s each%n", warmUp.toSeconds());
    for (Candidate candidate : candidates) {
      try (var load = candidate.load(64, 8)) {
        load.closedLoop(warmUp);
      }
    }
    closedLoops(candidates);
    paced(candidates);
    bursts(candidates);
  }

  private void closedLoops(List<Candidate> candidates) throws IOException {
    out.printf("%nClosed loop, %d rounds of %d s in turn, medians%n", rounds, round.toSeconds());
    out.println("Aims: at least 0.65 of the transport alone, at most 1,024 bytes per ECM");
    var report =
        new Report(
            "load",
            "ECMG",
            "ECM/s",
            "of transport",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms",
            "errors",
            "CPU us/ECM",
            "bytes/ECM");
    for (Shape shape : SHAPES) {
      List<List<Measured>> results = new ArrayList<>();
      candidates.forEach(candidate -> results.add(new ArrayList<>()));
      for (int i = 0; i < rounds; i++) {
        for (int c = 0; c < candidates.size(); c++) {
          results.get(c).add(closedLoop(candidates.get(c), shape));
        }
      }
      List<Measured> medians = results.stream().map(EcmBench::median).toList();
      for (int c = 0; c < candidates.size(); c++) {
        report.row(row(shape, candidates.get(c), medians.get(c), limit(candidates, medians)));
      }
    }
    report.print(out);
  }

  /** What the transport alone did, 0 when it was not loaded. */
  private static double limit(List<Candidate> candidates, List<Measured> medians) {
    for (int c = 0; c < candidates.size(); c++) {
      if (candidates.get(c).name().equals(TRANSPORT)) {
        return medians.get(c).result().perSecond();
      }
    }
    return 0;
  }

  private static String[] row(Shape shape, Candidate candidate, Measured m, double limit) {
    Histogram h = m.result().latencies();
    return new String[] {
      shape.name(),
      candidate.name(),
      Report.number(m.result().perSecond()),
      limit == 0 ? "-" : Report.number(m.result().perSecond() / limit),
      Report.millis(h.getValueAtPercentile(50)),
      Report.millis(h.getValueAtPercentile(99)),
      Report.millis(h.getValueAtPercentile(99.9)),
      Report.millis(h.getMaxValue()),
      Long.toString(m.result().errors() + m.result().unanswered()),
      candidate.process() == null ? "-" : Report.number(m.cpuMicros()),
      candidate.process() == null ? "-" : Report.number(m.bytes())
    };
  }

  /**
   * One round.
   *
   * @param cpuMicros processor time of the server for each ECM; 0 when it is not ours
   * @param bytes allocated by the server for each ECM; 0 when it is not ours
   */
  private record Measured(EcmLoad.Result result, double cpuMicros, double bytes) {}

  private Measured closedLoop(Candidate candidate, Shape shape) throws IOException {
    try (var load = candidate.load(shape.sessions(), shape.streams())) {
      ServerProcess process = candidate.process();
      if (process == null) {
        return new Measured(load.closedLoop(round), 0, 0);
      }
      ServerProcess.Figures before = process.figures();
      EcmLoad.Result result = load.closedLoop(round);
      ServerProcess.Figures after = process.figures();
      return new Measured(
          result,
          after.cpu().minus(before.cpu()).toNanos() / 1e3 / result.ecms(),
          (after.allocated() - before.allocated()) / (double) result.ecms());
    }
  }

  private static Measured median(List<Measured> results) {
    return results.stream()
        .sorted(Comparator.comparingDouble(m -> m.result().perSecond()))
        .toList()
        .get(results.size() / 2);
  }

  private void paced(List<Candidate> candidates) throws IOException {
    out.printf("Paced: 1,024 streams, one ECM a second each, %d s%n", paceSeconds);
    out.println("Aim: p99.9 below 5 ms");
    var report = latencyReport();
    for (Candidate candidate : candidates) {
      try (var load = candidate.load(8, 128)) {
        report.row(line(candidate, load.paced(Duration.ofSeconds(paceSeconds))));
      }
    }
    report.print(out);
  }

  private void bursts(List<Candidate> candidates) throws IOException {
    out.printf("Same instant: %,d streams of one channel, worst of %d bursts%n", BURST, bursts);
    out.println("Aim: the last one answered within 500 ms");
    var report = latencyReport();
    for (Candidate candidate : candidates) {
      try (var load = candidate.load(1, BURST)) {
        EcmLoad.Result worst = load.burst(PATIENCE);
        for (int i = 1; i < bursts; i++) {
          worst = worse(worst, load.burst(PATIENCE));
        }
        report.row(line(candidate, worst));
      }
    }
    report.print(out);
  }

  private static EcmLoad.Result worse(EcmLoad.Result one, EcmLoad.Result other) {
    long failedOne = one.errors() + one.unanswered();
    long failedOther = other.errors() + other.unanswered();
    if (failedOne != failedOther) {
      return failedOne > failedOther ? one : other;
    }
    return one.latencies().getMaxValue() >= other.latencies().getMaxValue() ? one : other;
  }

  private static Report latencyReport() {
    return new Report("ECMG", "ECM", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "errors");
  }

  private static String[] line(Candidate candidate, EcmLoad.Result result) {
    Histogram h = result.latencies();
    return new String[] {
      candidate.name(),
      String.format(Locale.ROOT, "%,d", result.ecms()),
      Report.millis(h.getValueAtPercentile(50)),
      Report.millis(h.getValueAtPercentile(99)),
      Report.millis(h.getValueAtPercentile(99.9)),
      Report.millis(h.getMaxValue()),
      Long.toString(result.errors() + result.unanswered())
    };
  }

  private static InetSocketAddress parse(String target) {
    int colon = target.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("--target needs HOST:PORT, got " + target);
    }
    String port = target.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xFFFF) {
      throw new IllegalArgumentException("--target needs a port up to 65535, got " + port);
    }
    return new InetSocketAddress(target.substring(0, colon), Integer.parseInt(port));
  }
}
