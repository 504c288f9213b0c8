package io.caskade.tools.bench.soak;

import io.caskade.tools.bench.ScsLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a soak gave.
 *
 * @param scs what multiplexers got
 * @param heap what was alive in it
 * @param lost sentences about acknowledged sales that are gone
 * @param failure why something else gave up; empty when nothing did
 */
record Outcome(
    Collector collector,
    ScsLoad.Figures scs,
    GcLog pauses,
    LiveHeap heap,
    List<Sample> samples,
    Duration cpu,
    List<String> lost,
    String failure) {
  /** What caches may take that fill slowly. */
  private static final double HEAP_GROWTH = 1.15;

  private static final long HEAP_SLACK = 16;
  private static final long THREADS_SLACK = 8;
  private static final long FILES_SLACK = 32;
  private static final String QUARTERS = "first quarter > last";

  static final String[] HEADINGS = {
    "collector",
    "ECMs",
    "p50 ms",
    "p99 ms",
    "p99.9 ms",
    "p100 ms",
    "late",
    "longest pause ms",
    "for",
    "pauses",
    "paused s",
    "live heap MB",
    "memory MB",
    "CPU s"
  };

  String[] cells() {
    return new String[] {
      collector.word(),
      String.format(Locale.ROOT, "%,d", scs.answered()),
      percentile(50),
      percentile(99),
      percentile(99.9),
      percentile(100),
      Long.toString(scs.late()),
      millis(pauses.longest().toNanos()),
      pauses.cause(),
      Long.toString(pauses.pauses()),
      String.format(Locale.ROOT, "%.2f", pauses.paused().toMillis() / 1e3),
      fromTo(live()),
      Long.toString(samples.stream().mapToLong(Sample::resident).max().orElse(0)),
      Long.toString(cpu.toSeconds())
    };
  }

  private String percentile(double percent) {
    return millis(scs.latencies().getValueAtPercentile(percent));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }

  private static String fromTo(long[] values) {
    return values[0] + " > " + values[1];
  }

  /**
   * What did not hold, each in a sentence; empty is good.
   *
   * @param longestPause that is allowed
   */
  List<String> complaints(Duration longestPause) {
    List<String> complaints = new ArrayList<>(lost);
    if (!failure.isEmpty()) {
      complaints.add(failure);
    }
    if (scs.answered() == 0) {
      complaints.add("no ECM at all");
    }
    if (scs.late() > 0) {
      complaints.add(scs.late() + " answers after max_comp_time");
    }
    if (scs.errors() + scs.cut() > 0) {
      complaints.add(scs.errors() + " errors, " + scs.cut() + " provisions cut off");
    }
    if (pauses.longest().compareTo(longestPause) > 0) {
      complaints.add(
          "everything stood still for %s ms (%s), more than %d ms"
              .formatted(
                  millis(pauses.longest().toNanos()), pauses.cause(), longestPause.toMillis()));
    }
    long most = (long) (heap.before() * HEAP_GROWTH) + HEAP_SLACK;
    flat("heap", "before > after", live(), most, complaints);
    long[] threads = Sample.firstAndLast(samples, Sample::threads);
    flat("threads", QUARTERS, threads, threads[0] + THREADS_SLACK, complaints);
    long[] files = Sample.firstAndLast(samples, Sample::files);
    flat("open files", QUARTERS, files, files[0] + FILES_SLACK, complaints);
    return complaints;
  }

  private long[] live() {
    return new long[] {heap.before(), heap.after()};
  }

  private static void flat(
      String what, String when, long[] values, long most, List<String> complaints) {
    if (values[1] > most) {
      complaints.add(what + " grew: " + fromTo(values) + " (" + when + ")");
    }
  }
}
