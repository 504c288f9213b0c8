package io.caskade.rights.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AirRuleTest {
  @Test
  void theLastSecondBelongsToTheWindow() {
    assertThat(AirRule.judge(false, 100, 100, 100)).isEqualTo(AirRule.AS_SOLD);
    assertThat(AirRule.judge(false, 100, 100, 101)).isEqualTo(AirRule.NOTHING);
    assertThat(AirRule.judge(true, 100, 200, 200)).isEqualTo(AirRule.STOP);
    assertThat(AirRule.judge(true, 100, 200, 201)).isEqualTo(AirRule.NOTHING);
    assertThat(AirRule.judge(false, 100, 200, 101)).isEqualTo(AirRule.STOP);
  }

  @Property
  void whateverACardMayHoldIsToldSomethingUntilItEnded(
      @ForAll boolean suspended,
      @ForAll @LongRange(min = 0, max = 100) long finish,
      @ForAll @LongRange(min = 0, max = 100) long latest,
      @ForAll @LongRange(min = 0, max = 101) long now) {
    AirRule rule = AirRule.judge(suspended, finish, latest, now);

    assertThat(rule == AirRule.NOTHING).isEqualTo(now > finish && now > latest);
    assertThat(rule == AirRule.AS_SOLD).isEqualTo(!suspended && now <= finish);
  }
}
