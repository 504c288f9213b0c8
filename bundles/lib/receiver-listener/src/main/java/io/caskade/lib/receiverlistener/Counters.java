package io.caskade.lib.receiverlistener;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Totals since start. Any thread. */
final class Counters {
  private final LongAdder[] totals = new LongAdder[Counter.values().length];

  Counters() {
    for (int i = 0; i < totals.length; i++) {
      totals[i] = new LongAdder();
    }
  }

  void count(Counter what) {
    totals[what.ordinal()].increment();
  }

  void add(Counter what, long amount) {
    totals[what.ordinal()].add(amount);
  }

  Map<String, Long> snapshot() {
    Map<Counter, Long> ordered = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      ordered.put(counter, totals[counter.ordinal()].sum());
    }
    Map<String, Long> all = new LinkedHashMap<>();
    ordered.forEach((counter, total) -> all.put(counter.label(), total));
    return all;
  }
}
