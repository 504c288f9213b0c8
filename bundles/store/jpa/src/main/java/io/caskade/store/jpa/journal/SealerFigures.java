package io.caskade.store.jpa.journal;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** How far the sealer is behind the changes of this node. Any thread, without a lock. */
public final class SealerFigures implements MetricSource {
  private static final long NONE = Long.MIN_VALUE;
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;

  /** When the oldest poke came that no round has answered, or {@link #NONE}. */
  private final AtomicLong pokedAt = new AtomicLong(NONE);

  private final AtomicLong head = new AtomicLong();
  private final LongAdder sealed = new LongAdder();

  SealerFigures(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Something was committed. */
  void poked() {
    pokedAt.compareAndSet(NONE, nanos.getAsLong());
  }

  /** A round begins; pass what it gives to {@link #ended}. */
  long begins() {
    return pokedAt.get();
  }

  /** The round sealed this many changes; what was committed before it began waits no more. */
  void ended(long begun, int changes, long reached) {
    pokedAt.compareAndSet(begun, NONE);
    sealed.add(changes);
    head.set(reached);
  }

  @Override
  public List<MetricFamily> metrics() {
    long since = pokedAt.get();
    double lag = since == NONE ? 0 : Math.max(0, nanos.getAsLong() - since) / NANOS;
    return List.of(
        MetricFamily.gauge(
            "store_sealer_lag_seconds",
            "How long the oldest change that may not be sealed yet has waited.",
            lag),
        MetricFamily.counter("store_sealed_changes", "Changes sealed by this node.", sealed.sum()),
        MetricFamily.gauge("store_journal_head", "Number of the last sealed change.", head.get()));
  }
}
