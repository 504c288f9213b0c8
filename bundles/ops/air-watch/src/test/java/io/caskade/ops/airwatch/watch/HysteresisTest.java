package io.caskade.ops.airwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HysteresisTest {
  private final Hysteresis hysteresis = new Hysteresis(3, 5);

  @Test
  void aFaultThatBreaksOffIsNotRaised() {
    for (int now = 0; now < 30; now++) {
      assertThat(hysteresis.judge(now % 3 != 0, now)).as("at %d", now).isFalse();
    }
  }

  @Test
  void itIsRaisedAfterAWhileAndKnowsWhenItBegan() {
    assertThat(hysteresis.judge(false, 9)).isFalse();
    assertThat(hysteresis.judge(true, 10)).isFalse();
    assertThat(hysteresis.judge(true, 12)).isFalse();
    assertThat(hysteresis.judge(true, 13)).isTrue();
    assertThat(hysteresis.began()).isEqualTo(10);
  }

  @Test
  void itEndsOnlyAfterAWhileWithoutFault() {
    hysteresis.judge(true, 0);
    assertThat(hysteresis.judge(true, 3)).isTrue();
    assertThat(hysteresis.judge(false, 4)).isTrue();
    assertThat(hysteresis.judge(true, 7)).isTrue();
    assertThat(hysteresis.judge(false, 8)).isTrue();
    assertThat(hysteresis.judge(false, 12)).isTrue();
    assertThat(hysteresis.judge(false, 13)).isFalse();
  }

  @Test
  void whileNothingCanBeReadNothingIsCounted() {
    hysteresis.judge(true, 0);
    hysteresis.hold();
    assertThat(hysteresis.judge(true, 100)).isFalse();
    assertThat(hysteresis.judge(true, 103)).isTrue();
    hysteresis.hold();
    assertThat(hysteresis.judge(false, 200)).isTrue();
    assertThat(hysteresis.judge(false, 205)).isFalse();
  }
}
