package io.caskade.ecm.issuer.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClockKeeperTest {
  @Test
  @Timeout(30)
  void ticksAlsoAfterAFailureAndLeavesNoThreadBehind() throws Exception {
    var world = new World();
    var asked = new CountDownLatch(5);
    var time =
        new EcmTime(
            () -> {
              asked.countDown();
              if (asked.getCount() == 2) {
                throw new IllegalStateException("clock is broken for a moment");
              }
              return world.system();
            },
            () -> world.nanos,
            world,
            EcmTimeSettings.DEFAULTS);

    var keeper = new ClockKeeper(time, Duration.ofMillis(1));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    keeper.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(ClockKeeper.THREAD);
    assertThat(world.floor).hasValue(World.START.getEpochSecond());
  }
}
