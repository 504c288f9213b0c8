package io.caskade.receivers.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How fast, and how often the same ECM. */
class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aQuarterOfAMinutesEcmsAtOnceThenTheAverage() {
    EcmRate rate = new EcmRate();
    long start = Long.MAX_VALUE - 10 * SECOND;
    assertThat(allowed(rate, 240, start, 100)).isEqualTo(60);
    assertThat(allowed(rate, 240, start + SECOND, 100)).as("a second later").isEqualTo(4);
    int sum = 0;
    for (int second = 2; second < 62; second++) {
      sum += allowed(rate, 240, start + second * SECOND, 100);
    }
    assertThat(sum).as("over the wrap of the clock").isEqualTo(240);
    assertThat(allowed(rate, 240, start + 3_600 * SECOND, 1_000)).isEqualTo(60);
  }

  @Test
  void aSlowRateLetsOneThrough() {
    EcmRate rate = new EcmRate();
    assertThat(allowed(rate, 1, 0, 10)).isEqualTo(1);
    assertThat(allowed(rate, 1, 59 * SECOND, 10)).isZero();
    assertThat(allowed(rate, 1, 60 * SECOND, 10)).isEqualTo(1);
  }

  @Test
  void noLimitIsNoLimit() {
    assertThat(allowed(new EcmRate(), 0, 5, 10_000)).isEqualTo(10_000);
  }

  private static int allowed(EcmRate rate, int perMinute, long nanos, int asked) {
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      allowed += rate.allows(perMinute, nanos) ? 1 : 0;
    }
    return allowed;
  }

  @Test
  void theSameEcmIsCountedForAMinute() {
    EcmRepeats repeats = new EcmRepeats();
    for (int i = 1; i <= 30; i++) {
      assertThat(repeats.count(7, i)).isEqualTo(i);
      assertThat(repeats.count(100 + i % 10, i)).isEqualTo((i - 1) / 10 + 1);
    }
    assertThat(repeats.count(7, 60_002)).as("the minute is over").isEqualTo(1);
    for (int print = 1_000; print < 1_016; print++) {
      repeats.count(print, 60_003);
    }
    assertThat(repeats.count(7, 60_004)).as("pushed out by others").isEqualTo(1);
  }

  @Test
  void bothAreTold() {
    Usage usage = new Usage();
    for (int i = 0; i < 3; i++) {
      assertThat(usage.pace(9, 240, 3, i)).isEqualTo(Usage.Pace.FINE);
    }
    assertThat(usage.pace(9, 240, 3, 4)).isEqualTo(Usage.Pace.ROUND);
    assertThat(usage.pace(9, 240, 0, 4)).isEqualTo(Usage.Pace.FINE);
    assertThat(usage.pace(10, 4, 3, 5)).isEqualTo(Usage.Pace.TOO_FAST);
  }
}
