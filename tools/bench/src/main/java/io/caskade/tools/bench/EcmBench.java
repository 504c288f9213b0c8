package io.caskade.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** {@code bench ecm}: how many ECMs a second, and how late the latest. */
final class EcmBench {
  static final String HELP =
      """
      bench ecm [--seconds N] [--rounds N] [--target HOST:PORT] [--super-cas-id N] [--quick]
        Loads the ECMG over loopback: with its cipher, and with the cipher switched off as the
        limit of the transport, in turn. With --target it loads that ECMG instead.""";

  private final PrintStream out;
  private final Duration round;
  private final int rounds;
  private final int superCasId;

  /** One server that is loaded in turn with the others. */
  private record Candidate(String name, InetSocketAddress address, ServerProcess process) {}

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
    this.superCasId = options.number("--super-cas-id", 0x0B000001);
  }

  static Options options(List<String> arguments) {
    return new Options(
        arguments,
        Set.of("--seconds", "--rounds", "--target", "--super-cas-id"),
        Set.of("--quick"));
  }

  /** Runs against our own server, or against {@code target} when it is not empty. */
  void run(String target) throws IOException {
    if (!target.isEmpty()) {
      measure(List.of(new Candidate(target, parse(target), null)));
      return;
    }
    CipherLimit.print(out);
    try (var ciphered = new ServerProcess(List.of("tvcas3"));
        var bare = new ServerProcess(List.of("none"))) {
      measure(
          List.of(
              new Candidate("Caskade, 3DES", ciphered.address(), ciphered),
              new Candidate("transport alone", bare.address(), bare)));
    }
  }

  private void measure(List<Candidate> candidates) throws IOException {
    out.printf("Warming up %d s each%n", warmUp().toSeconds());
    for (Candidate candidate : candidates) {
      try (var load = new EcmLoad(candidate.address(), superCasId, 64, 8)) {
        load.closedLoop(warmUp());
      }
    }
    closedLoops(candidates);
    paced(candidates);
    bursts(candidates);
  }

  private Duration warmUp() {
    return round.multipliedBy(rounds > 1 ? 3 : 1);
  }

  private void closedLoops(List<Candidate> candidates) throws IOException {
    out.printf("%nClosed loop, %d rounds of %d s in turn, medians%n", rounds, round.toSeconds());
    var report =
        new Report(
            "load", "ECMG", "ECM/s", "ratio", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "errors",
            "CPU us/ECM", "bytes/ECM");
    for (Shape shape : SHAPES) {
      List<List<Measured>> results = new ArrayList<>();
      candidates.forEach(candidate -> results.add(new ArrayList<>()));
      for (int i = 0; i < rounds; i++) {
        for (int c = 0; c < candidates.size(); c++) {
          results.get(c).add(closedLoop(candidates.get(c), shape));
        }
      }
      double limit = median(results.get(results.size() - 1)).result().perSecond();
      for (int c = 0; c < candidates.size(); c++) {
        Measured m = median(results.get(c));
        Histogram h = m.result().latencies();
        report.row(
            shape.name(),
            candidates.get(c).name(),
            Report.number(m.result().perSecond()),
            Report.number(m.result().perSecond() / limit),
            Report.millis(h.getValueAtPercentile(50)),
            Report.millis(h.getValueAtPercentile(99)),
            Report.millis(h.getValueAtPercentile(99.9)),
            Report.millis(h.getMaxValue()),
            Long.toString(m.result().errors() + m.result().unanswered()),
            m.cpuMicros() < 0 ? "-" : Report.number(m.cpuMicros()),
            m.bytes() < 0 ? "-" : Report.number(m.bytes()));
      }
    }
    report.print(out);
  }

  private record Measured(EcmLoad.Result result, double cpuMicros, double bytes) {}

  private Measured closedLoop(Candidate candidate, Shape shape) throws IOException {
    try (var load = new EcmLoad(candidate.address(), superCasId, shape.sessions(), shape.streams())) {
      ServerProcess process = candidate.process();
      if (process == null) {
        return new Measured(load.closedLoop(round), -1, -1);
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
    Duration time = round.multipliedBy(rounds > 1 ? 5 : 2);
    out.printf("Paced: 1,024 streams, one ECM a second each, %d s%n", time.toSeconds());
    var report = new Report("ECMG", "ECM", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "errors");
    for (Candidate candidate : candidates) {
      try (var load = new EcmLoad(candidate.address(), superCasId, 8, 128)) {
        report.row(line(candidate, load.paced(time)));
      }
    }
    report.print(out);
  }

  private void bursts(List<Candidate> candidates) throws IOException {
    out.printf("Same instant: 8,000 streams, worst of %d bursts%n", Math.max(3, rounds));
    var report =
        new Report("ECMG", "ECM", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "errors");
    for (Candidate candidate : candidates) {
      try (var load = new EcmLoad(candidate.address(), superCasId, 1, 8_000)) {
        EcmLoad.Result worst = load.burst(Duration.ofSeconds(30));
        for (int i = 1; i < Math.max(3, rounds); i++) {
          EcmLoad.Result next = load.burst(Duration.ofSeconds(30));
          if (next.latencies().getMaxValue() > worst.latencies().getMaxValue()
              || next.errors() + next.unanswered() > worst.errors() + worst.unanswered()) {
            worst = next;
          }
        }
        report.row(line(candidate, worst));
      }
    }
    report.print(out);
  }

  private static String[] line(Candidate candidate, EcmLoad.Result result) {
    Histogram h = result.latencies();
    return new String[] {
      candidate.name(),
      Long.toString(result.ecms()),
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
    return new InetSocketAddress(
        target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
  }
}
