package io.caskade.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How long a start takes with so many cards in the snapshot. */
final class SnapshotBench {
  private final PrintStream out;
  private final int rounds;
  private final List<String> options;

  /**
   * @param options of the loading JVM in place of the distribution's; empty for those
   */
  SnapshotBench(PrintStream out, int rounds, List<String> options) {
    this.out = out;
    this.rounds = rounds;
    this.options = options;
  }

  /** One start. */
  private record Load(double seconds, int cards, long heap, double uptime) {}

  /** Loads the snapshot that a mirror left in a folder. */
  void run(Path folder) throws IOException {
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      loads.add(load(folder));
    }
    loads.sort(Comparator.comparingDouble(Load::seconds));
    Load median = loads.get(loads.size() / 2);
    Load worst = loads.get(loads.size() - 1);
    out.printf("%nSnapshot: read into a JVM that just began, median of %d%n", rounds);
    out.println("Aim: 1,000,000 cards in less than 5 s");
    var report = new Report("cards", "file MB", "load s", "worst s", "with JVM s", "heap MB");
    report.row(
        String.format(Locale.ROOT, "%,d", median.cards()),
        Report.number(Files.size(CardMirror.snapshot(folder)) / 1e6),
        Report.number(median.seconds()),
        Report.number(worst.seconds()),
        Report.number(median.uptime()),
        Report.number(median.heap() / 1e6));
    report.print(out);
  }

  private Load load(Path folder) throws IOException {
    try (var child = new ChildJvm(SnapshotLoader.class, options, List.of(folder.toString()))) {
      String[] values = child.answer(SnapshotLoader.LOADED);
      return new Load(
          Long.parseLong(values[0]) / 1e9,
          Integer.parseInt(values[1]),
          Long.parseLong(values[2]),
          Long.parseLong(values[3]) / 1e3);
    }
  }
}
