package io.caskade.receivers.edge.core;

import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.receivers.CoreAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What an edge node counts over all cores. Any thread. */
final class EdgeFigures {
  private static final List<Double> BOUNDS = List.of(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8);
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongAdder opened = new LongAdder();
  private final LongAdder foreign = new LongAdder();
  private final LongAdder away = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final AtomicLongArray times = new AtomicLongArray(BOUNDS.size() + 1);
  private final LongAdder nanosSum = new LongAdder();

  void answered(CoreAnswer answer) {
    if (answer instanceof CoreAnswer.Opened) {
      opened.increment();
    } else if (answer instanceof CoreAnswer.Foreign) {
      foreign.increment();
    } else if (answer instanceof CoreAnswer.Away) {
      away.increment();
    } else {
      slow.increment();
    }
  }

  /** A core answered within this time. */
  void took(long nanos) {
    double seconds = nanos / NANOS;
    int at = 0;
    while (at < BOUNDS.size() && seconds > BOUNDS.get(at)) {
      at++;
    }
    times.incrementAndGet(at);
    nanosSum.add(nanos);
  }

  Reading times() {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < times.length(); i++) {
      counts.add(times.get(i));
    }
    return new Reading.Distribution(BOUNDS, counts, nanosSum.sum() / NANOS);
  }

  long opened() {
    return opened.sum();
  }

  long foreign() {
    return foreign.sum();
  }

  long away() {
    return away.sum();
  }

  long slow() {
    return slow.sum();
  }
}
