package io.caskade.receivers.server;

import io.caskade.api.ops.MetricFamily.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Times of all answers in buckets. Counting locks and allocates nothing. Any thread. */
final class AnswerTimes {
  /** Upper bounds in microseconds; 400 and 800 ms are where pictures begin to freeze. */
  private static final long[] BOUNDS = {
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 400_000, 800_000
  };

  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
  private final LongAdder sum = new LongAdder();

  void record(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
    int bucket = 0;
    while (bucket < BOUNDS.length && micros > BOUNDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sum.add(nanos);
  }

  /** Answers so far. */
  long total() {
    long total = 0;
    for (int i = 0; i < counts.length(); i++) {
      total += counts.get(i);
    }
    return total;
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
