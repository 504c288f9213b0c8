package io.caskade.store.jpa.work;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long units of work take, and how often they are done again. Any thread, without a lock. */
public final class WorkFigures implements MetricSource {
  /** Upper bounds in milliseconds. */
  private static final List<Long> BOUNDS =
      List.of(1L, 2L, 5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L);

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private final Times done = new Times();
  private final Times refused = new Times();
  private final LongAdder retries = new LongAdder();

  WorkFigures() {}

  /** Of one result. */
  private static final class Times {
    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 1);
    private final LongAdder nanos = new LongAdder();

    void add(long took) {
      int bucket = 0;
      while (bucket < BOUNDS.size() && took > TimeUnit.MILLISECONDS.toNanos(BOUNDS.get(bucket))) {
        bucket++;
      }
      counts.incrementAndGet(bucket);
      nanos.add(took);
    }

    Reading reading() {
      List<Long> read = new ArrayList<>();
      for (int i = 0; i < counts.length(); i++) {
        read.add(counts.get(i));
      }
      return new Reading.Distribution(
          BOUNDS.stream().map(bound -> bound / MILLIS).toList(), read, nanos.sum() / NANOS);
    }
  }

  /** It was committed, or, when not {@code well}, refused in the end. */
  void ended(long nanos, boolean well) {
    (well ? done : refused).add(nanos);
  }

  /** It is done again. */
  void again() {
    retries.increment();
  }

  @Override
  public List<MetricFamily> metrics() {
    return List.of(
        MetricFamily.histogram(
            "store_work_seconds",
            "Units of work, from their beginning to their COMMIT or refusal, with all attempts.",
            List.of(
                new Sample(Map.of("result", "done"), done.reading()),
                new Sample(Map.of("result", "refused"), refused.reading()))),
        MetricFamily.counter(
            "store_work_retries",
            "Attempts after a lost race or a broken connection.",
            retries.sum()));
  }
}
