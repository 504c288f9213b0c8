package io.caskade.lib.ts;

import static io.caskade.lib.ts.ContinuityCheck.Verdict.BROKEN;
import static io.caskade.lib.ts.ContinuityCheck.Verdict.IN_ORDER;
import static io.caskade.lib.ts.ContinuityCheck.Verdict.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContinuityCheckTest {
  private final ContinuityCheck check = new ContinuityCheck();

  private ContinuityCheck.Verdict next(int counter) {
    return check.next(TsPacket.stuffed(0x20, false, counter));
  }

  @Test
  void countsModuloSixteen() {
    assertThat(next(14)).isEqualTo(IN_ORDER);
    assertThat(next(15)).isEqualTo(IN_ORDER);
    assertThat(next(0)).isEqualTo(IN_ORDER);
  }

  @Test
  void oneRepetitionIsAllowedAndASecondIsALossOfFifteen() {
    next(3);
    assertThat(next(3)).isEqualTo(REPEATED);
    assertThat(next(3)).isEqualTo(BROKEN);
    assertThat(next(4)).isEqualTo(IN_ORDER);
  }

  @Test
  void aJumpIsBrokenUnlessItIsAnnounced() {
    next(3);
    assertThat(next(5)).isEqualTo(BROKEN);
    TsPacket announced = TsPacket.stuffed(0x20, false, 9);
    announced.buffer()[3] |= 0x20;
    announced.buffer()[4] = 1;
    announced.buffer()[5] = (byte) 0x80;
    assertThat(check.next(announced)).isEqualTo(IN_ORDER);
  }

  @Test
  void packetsWithoutPayloadDoNotCount() {
    next(3);
    TsPacket empty = TsPacket.stuffed(0x20, false, 3);
    empty.buffer()[3] = 0x23;
    assertThat(check.next(empty)).isEqualTo(IN_ORDER);
    assertThat(next(4)).isEqualTo(IN_ORDER);
  }

  @Test
  void afterAResetEverythingIsInOrder() {
    next(3);
    check.reset();
    assertThat(next(9)).isEqualTo(IN_ORDER);
  }
}
