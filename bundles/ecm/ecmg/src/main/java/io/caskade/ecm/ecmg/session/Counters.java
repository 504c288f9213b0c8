package io.caskade.ecm.ecmg.session;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Totals of one listener since its start. Any thread. */
public final class Counters {
  private final Map<Counter, LongAdder> adders = new EnumMap<>(Counter.class);

  public Counters() {
    for (Counter counter : Counter.values()) {
      adders.put(counter, new LongAdder());
    }
  }

  public void add(Counter counter, long n) {
    requireNonNull(adders.get(counter)).add(n);
  }

  public void count(Counter counter) {
    add(counter, 1);
  }

  public long get(Counter counter) {
    return requireNonNull(adders.get(counter)).sum();
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
