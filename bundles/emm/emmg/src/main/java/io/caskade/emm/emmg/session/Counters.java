package io.caskade.emm.emmg.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Totals of an output since its start; any thread. */
public final class Counters {
  private final AtomicLongArray values = new AtomicLongArray(Counter.values().length);

  void count(Counter counter, long by) {
    values.addAndGet(counter.ordinal(), by);
  }

  /** Counts one. */
  public void count(Counter counter) {
    count(counter, 1);
  }

  public long of(Counter counter) {
    return values.get(counter.ordinal());
  }

  /** By name, in the order of the table. */
  public Map<String, Long> all() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      all.put(counter.title(), of(counter));
    }
    return all;
  }
}
