package io.caskade.ecm.ecmg.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Totals of one listener since its start. Any thread. */
public final class Counters {
  private final LongAdder[] adders = new LongAdder[Counter.values().length];

  public Counters() {
    Arrays.setAll(adders, i -> new LongAdder());
  }

  public void add(Counter counter, long n) {
    adders[counter.ordinal()].add(n);
  }

  public void count(Counter counter) {
    add(counter, 1);
  }

  public long get(Counter counter) {
    return adders[counter.ordinal()].sum();
  }

  /** All of them by label. */
  public Map<String, Long> snapshot() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      all.put(counter.label(), get(counter));
    }
    return all;
  }
}
