package io.caskade.ecm.ecmg.session;

import io.caskade.api.ops.MetricFamily.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answer times in buckets that a watcher can add up, from 0.1 ms to beyond the longest sensible
 * max_comp_time. Counting locks and allocates nothing. Any thread.
 */
final class LatencyHistogram {
  /** Upper bounds in microseconds. */
  private static final long[] BOUNDS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
    1_000_000, 2_500_000
  };

  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
  private final LongAdder sum = new LongAdder();

  void record(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
    int bucket = 0;
    while (bucket < BOUNDS.length && micros >= BOUNDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sum.add(nanos);
  }

  Reading reading() {
    List<Double> bounds = new ArrayList<>();
    List<Long> read = new ArrayList<>();
    for (int i = 0; i < counts.length(); i++) {
      if (i < BOUNDS.length) {
        bounds.add(BOUNDS[i] / MICROS);
      }
      read.add(counts.get(i));
    }
    return new Reading.Distribution(bounds, read, sum.sum() / NANOS);
  }
}
