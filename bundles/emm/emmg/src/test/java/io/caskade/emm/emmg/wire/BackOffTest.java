package io.caskade.emm.emmg.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(new Random(1));

  @Test
  void doublesFromOneSecondToAMinuteWithJitter() {
    long pause = 1_000;
    for (int i = 0; i < 20; i++) {
      assertThat(backOff.nextMillis()).isBetween(pause / 2, pause);
      pause = Math.min(60_000, 2 * pause);
    }
    backOff.reset();
    assertThat(backOff.nextMillis()).isBetween(500L, 1_000L);
  }

  @Test
  void twoOutputsDoNotKnockTogether() {
    BackOff other = new BackOff(new Random(2));
    assertThat(other.nextMillis()).isNotEqualTo(backOff.nextMillis());
  }
}
