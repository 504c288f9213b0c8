package io.caskade.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterThreadTest {
  @Test
  void looksWhenItIsPokedAlsoAfterAFailureAndEndsWithALastStep() throws Exception {
    var looks = new CountDownLatch(3);
    var last = new AtomicBoolean();
    var looked = new java.util.concurrent.Semaphore(0);
    var thread =
        new ClusterThread(
            () -> {
              looks.countDown();
              looked.release();
              throw new IllegalStateException("a look that fails");
            },
            Duration.ofHours(1));
    thread.start();
    for (int i = 0; i < 3; i++) {
      assertThat(looked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      thread.poke();
    }
    assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
    thread.end(() -> last.set(true));
    assertThat(last).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(ClusterThread.NAME);
  }
}
