package io.caskade.tools.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often one thread does each of several things in a second of processor time, so that other
 * programs on the machine hardly matter. The things take turns; the medians are told.
 */
final class Rates {
  private static final int BATCH = 500;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Duration round;
  private final int rounds;

  /** One of the things. */
  interface Work {
    /** Does it once; {@code turn} counts from 0. */
    void once(long turn);
  }

  Rates(Duration round, int rounds) {
    this.round = round;
    this.rounds = rounds;
  }

  /** Times a second, in the order of {@code works}; each is warmed up for one round. */
  List<Double> perSecond(List<Work> works) {
    works.forEach(this::round);
    List<List<Double>> results = new ArrayList<>();
    works.forEach(work -> results.add(new ArrayList<>()));
    for (int i = 0; i < rounds; i++) {
      for (int w = 0; w < works.size(); w++) {
        results.get(w).add(round(works.get(w)));
      }
    }
    return results.stream().map(Rates::median).toList();
  }

  private double round(Work work) {
    long turn = 0;
    long began = threads.getCurrentThreadCpuTime();
    long end = began + round.toNanos();
    long now = began;
    while (now < end) {
      for (int i = 0; i < BATCH; i++) {
        work.once(turn++);
      }
      now = threads.getCurrentThreadCpuTime();
    }
    return turn / ((now - began) / 1e9);
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
