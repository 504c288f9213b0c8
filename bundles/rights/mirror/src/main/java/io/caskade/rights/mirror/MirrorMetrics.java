package io.caskade.rights.mirror;

import io.caskade.api.base.Network;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far the mirror is, for those who watch. It reads the present image and a few numbers that the
 * mirror leaves here; it asks no database. Any thread.
 */
final class MirrorMetrics implements MetricSource {
  private static final long NEVER = Long.MIN_VALUE;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private final MirrorTable table;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final AtomicLong head = new AtomicLong();
  private final AtomicLong heardAt = new AtomicLong(NEVER);
  private final Supplier<Optional<SnapshotKeeper.Kept>> snapshot;

  /**
   * @param nanos monotonic
   */
  MirrorMetrics(
      MirrorTable table,
      Supplier<Optional<SnapshotKeeper.Kept>> snapshot,
      InstantSource clock,
      LongSupplier nanos) {
    this.table = table;
    this.snapshot = snapshot;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** The feed is said to reach to here. */
  void sealed(long seq) {
    head.set(seq);
  }

  /** The feed was read to where it ended, or as much of it as is read at once. */
  void heard() {
    heardAt.set(nanos.getAsLong());
  }

  /** The feed is another one. */
  void forgetHead() {
    head.set(0);
  }

  @Override
  public List<MetricFamily> metrics() {
    MirrorImage image = table.image();
    List<Sample> cards = new ArrayList<>();
    for (Network network : image.networks()) {
      cards.add(Sample.of(Map.of("network", network.id().value()), image.of(network.id()).size()));
    }
    long applied = image.position().seq();
    List<MetricFamily> all = new ArrayList<>();
    all.add(MetricFamily.gauge("mirror_cards", "Cards in memory.", cards));
    if (image.accounts().known()) {
      all.add(
          MetricFamily.gauge(
              "mirror_receivers", "Receiver accounts in memory.", image.accounts().all().size()));
    }
    all.add(
        MetricFamily.gauge(
            "mirror_ready",
            "1 when the cards were read, from the snapshot or from the database.",
            image.complete() ? 1 : 0));
    all.add(
        MetricFamily.gauge("mirror_applied_change", "Number of the last change applied.", applied));
    all.add(
        MetricFamily.gauge(
            "mirror_lag_changes",
            "Sealed changes that are not in memory yet, as far as is known.",
            Math.max(0, head.get() - applied)));
    all.add(
        MetricFamily.gauge(
            "mirror_snapshot_lag_changes",
            "Changes in memory that the snapshot does not hold yet.",
            Math.max(0, applied - snapshot.get().map(SnapshotKeeper.Kept::seq).orElse(0L))));
    addAges(all);
    return all;
  }

  private void addAges(List<MetricFamily> all) {
    long heard = heardAt.get();
    if (heard != NEVER) {
      all.add(
          MetricFamily.gauge(
              "mirror_news_age_seconds",
              "Time since the feed was last read without a fault.",
              Math.max(0, nanos.getAsLong() - heard) / NANOS));
    }
    snapshot
        .get()
        .ifPresent(
            kept ->
                all.add(
                    MetricFamily.gauge(
                        "mirror_snapshot_age_seconds",
                        "Age of the snapshot; an idle head-end writes none.",
                        Math.max(0, clock.millis() - kept.at().toEpochMilli()) / MILLIS)));
  }
}
