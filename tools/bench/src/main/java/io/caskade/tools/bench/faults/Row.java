package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.ScsLoad;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param rounds how often it was done
 * @param acknowledged sales that were answered 200 meanwhile
 * @param lost of those, and of all before
 * @param scs what multiplexers got meanwhile
 * @param leftOut why it was not done; empty when it was
 * @param usable whether the head-end is fit for the next row
 */
record Row(
    Fault fault,
    int rounds,
    long acknowledged,
    int lost,
    Duration normalAfter,
    ScsLoad.Figures scs,
    List<String> complaints,
    List<String> notes,
    String leftOut,
    boolean usable) {
  static final String[] HEADINGS = {
    "fault",
    "what was done",
    "sold",
    "lost",
    "normal after",
    "ECMs",
    "p50 ms",
    "p100 ms",
    "late",
    "verdict"
  };

  boolean failed() {
    return !complaints.isEmpty();
  }

  String verdict() {
    if (!leftOut.isEmpty()) {
      return "left out";
    }
    return failed() ? "FAILED" : "survived";
  }

  String[] cells() {
    if (!leftOut.isEmpty()) {
      return new String[] {fault.name(), fault.done(), "", "", "", "", "", "", "", verdict()};
    }
    return new String[] {
      fault.name(),
      fault.done(),
      Long.toString(acknowledged),
      lost == 0 ? "nothing" : Integer.toString(lost),
      String.format(Locale.ROOT, "%.1f s", normalAfter.toMillis() / 1e3),
      String.format(Locale.ROOT, "%,d", scs.answered()),
      millis(scs.latencies().getValueAtPercentile(50)),
      millis(scs.latencies().getMaxValue()),
      Long.toString(scs.late()),
      verdict()
    };
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }
}
