package io.caskade.store.jpa.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.MetricFamily.Reading;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkFiguresTest {
  private static List<Long> counts(WorkFigures figures, String result) {
    return figures.metrics().get(0).samples().stream()
        .filter(sample -> sample.labels().get("result").equals(result))
        .map(sample -> ((Reading.Distribution) sample.reading()).counts())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTimeFallsIntoTheBucketThatEndsAtIt() {
    WorkFigures figures = new WorkFigures();
    figures.ended(TimeUnit.MILLISECONDS.toNanos(1), true);
    figures.ended(TimeUnit.MILLISECONDS.toNanos(1) + 1, true);
    figures.ended(TimeUnit.MINUTES.toNanos(1), true);

    List<Long> counts = counts(figures, "done");
    assertThat(counts.subList(0, 2)).containsExactly(1L, 1L);
    assertThat(counts.get(counts.size() - 1)).isEqualTo(1);
    assertThat(counts(figures, "refused")).containsOnly(0L);
  }

  @Test
  void aUnitOfWorkWithoutADatabaseIsCountedAsRefused() {
    Retry retry = Retry.standard(InstantSource.system(), new SplittableRandom(1));
    UnitOfWork work =
        new UnitOfWork(
            () -> null,
            () -> new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "switched off"),
            retry);
    assertThatThrownBy(() -> work.run(entities -> 1)).isInstanceOf(CaskadeException.class);
    assertThat(counts(work.figures(), "refused").stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1);
  }
}
