package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MetricFamily.Reading;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.NotificationEmitter;
import org.junit.jupiter.api.Test;

class GcPausesTest {
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  private static long count(GcPauses pauses) {
    return pauses.metrics().get(0).samples().stream()
        .flatMap(sample -> ((Reading.Distribution) sample.reading()).counts().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  void aCollectionIsCountedAndAfterItsEndNoMore() throws Exception {
    GcPauses pauses = new GcPauses(collectors);
    assertThat(count(pauses)).isZero();
    collect();
    assertThat(count(pauses)).isPositive();
    pauses.close();
    long counted = count(pauses);
    collect();
    assertThat(count(pauses)).isEqualTo(counted);
  }

  /** Returns when the listeners that came before this one were told. */
  private void collect() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    for (GarbageCollectorMXBean collector : collectors) {
      ((NotificationEmitter) collector)
          .addNotificationListener((notification, handback) -> told.countDown(), null, null);
    }
    System.gc();
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
