package io.caskade.tools.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Some connections at once, each of which sends its next request when the last was answered. */
final class ClosedLoop {
  private static final long LONGEST = 600_000_000_000L;

  private ClosedLoop() {}

  /** What is loaded. */
  interface Target {
    /**
     * @param number of the connection, from 0
     */
    Client connect(int number) throws IOException;
  }

  /** One connection; confined to its thread. */
  interface Client extends AutoCloseable {
    /** Does one request; false when it was refused. */
    boolean request() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * One run.
   *
   * @param done requests that went well
   * @param latencies of all, nanoseconds
   */
  record Figures(long done, long failed, double perSecond, Histogram latencies) {}

  static Figures run(Target target, int connections, Duration time) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      List<Future<Counts>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int number = i;
        running.add(threads.submit(() -> loop(target, number, began + time.toNanos())));
      }
      var all = new Counts();
      for (Future<Counts> one : running) {
        all.add(one.get());
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Figures(all.done, all.failed, all.done / seconds, all.latencies);
    } catch (ExecutionException e) {
      throw new IOException("the load failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Counts loop(Target target, int number, long end) throws IOException {
    var counts = new Counts();
    try (Client client = target.connect(number)) {
      for (long now = System.nanoTime(); now < end; ) {
        boolean well = client.request();
        long answered = System.nanoTime();
        counts.latencies.recordValue(Math.max(1, answered - now));
        counts.done += well ? 1 : 0;
        counts.failed += well ? 0 : 1;
        now = answered;
      }
    }
    return counts;
  }

  /** Of one connection, then of all. */
  private static final class Counts {
    private final Histogram latencies = new Histogram(1, LONGEST, 3);
    private long done;
    private long failed;

    void add(Counts other) {
      latencies.add(other.latencies);
      done += other.done;
      failed += other.failed;
    }
  }

  /** Two targets that took turns. */
  record Pair(Figures first, Figures second) {}

  /** Runs of two targets, and their medians. */
  static final class Rounds {
    private final List<Pair> pairs = new ArrayList<>();

    void add(Figures first, Figures second) {
      pairs.add(new Pair(first, second));
    }

    long firstDone() {
      return pairs.stream().mapToLong(pair -> pair.first().done()).sum();
    }

    /** The median of one target; its share is of the second one. */
    void row(Report report, String name, Function<Pair, Figures> which) {
      List<Figures> sorted =
          pairs.stream().map(which).sorted(Comparator.comparing(Figures::perSecond)).toList();
      Figures median = sorted.get(sorted.size() / 2);
      double share =
          pairs.stream()
              .mapToDouble(pair -> which.apply(pair).perSecond() / pair.second().perSecond())
              .sorted()
              .toArray()[pairs.size() / 2];
      report.row(
          name,
          Report.number(median.perSecond()),
          Report.number(sorted.get(0).perSecond()),
          Report.number(share),
          Report.millis(median.latencies().getValueAtPercentile(50)),
          Report.millis(median.latencies().getValueAtPercentile(99)),
          Report.millis(median.latencies().getMaxValue()),
          Long.toString(sorted.stream().mapToLong(Figures::failed).sum()));
    }
  }
}
