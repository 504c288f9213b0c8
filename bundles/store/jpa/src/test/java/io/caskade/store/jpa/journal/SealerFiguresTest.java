package io.caskade.store.jpa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MetricFamily.Reading;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SealerFiguresTest {
  private long now = -5;
  private final SealerFigures figures = new SealerFigures(() -> now);

  private double value(String name) {
    return figures.metrics().stream()
        .filter(family -> family.name().equals(name))
        .mapToDouble(family -> ((Reading.Value) family.samples().get(0).reading()).value())
        .findFirst()
        .orElseThrow();
  }

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void theOldestChangeCountsUntilARoundThatBeganAfterItHasEnded() {
    figures.poked();
    pass(2);
    figures.poked();
    assertThat(value("store_sealer_lag_seconds")).isEqualTo(2);
    figures.ended(figures.begins(), 2, 17);

    assertThat(value("store_sealer_lag_seconds")).isZero();
    assertThat(value("store_sealed_changes")).isEqualTo(2);
    assertThat(value("store_journal_head")).isEqualTo(17);
  }

  @Test
  void aChangeThatComesDuringARoundWaitsForTheNext() {
    long round = figures.begins();
    figures.poked();
    figures.ended(round, 1, 1);
    pass(1);
    assertThat(value("store_sealer_lag_seconds")).isEqualTo(1);
  }
}
