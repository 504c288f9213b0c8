package io.caskade.lib.ts.scrambling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.caskade.lib.ts.TsPacket;
import org.junit.jupiter.api.Test;

class ScramblingShareTest {
  private static final long SECOND = 1_000_000_000L;

  private final ScramblingShare share = new ScramblingShare(5 * SECOND);
  private final TsPacket clear = TsPacket.stuffed(0x100, false, 0);
  private final TsPacket scrambled = TsPacket.stuffed(0x100, false, 0);

  ScramblingShareTest() {
    scrambled.setScramblingControl(2);
  }

  @Test
  void nothingIsNothing() {
    assertThat(share.packets(0)).isZero();
    assertThat(share.clearShare(0)).isZero();
  }

  @Test
  void packetsLeaveTheWindowWithTime() {
    long begin = -3 * SECOND; // a monotonic clock may count below zero
    for (int i = 0; i < 30; i++) {
      share.count(i < 10 ? clear : scrambled, begin + i * SECOND / 10);
    }
    assertThat(share.clearShare(begin + 3 * SECOND)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(share.packets(begin + 3 * SECOND)).isEqualTo(30);
    assertThat(share.clearShare(begin + 6 * SECOND)).isZero();
    assertThat(share.packets(begin + 6 * SECOND)).isEqualTo(10);
    assertThat(share.packets(begin + 60 * SECOND)).isZero();
  }

  @Test
  void aPacketWithoutPayloadSaysNothing() {
    byte[] bytes = TsPacket.nullPacket().buffer();
    bytes[3] = 0x20;
    bytes[4] = (byte) 183;
    share.count(new TsPacket(bytes, 0), 0);
    assertThat(share.packets(0)).isZero();
  }

  @Test
  void resetForgets() {
    share.count(clear, 0);
    share.reset();
    assertThat(share.packets(0)).isZero();
  }
}
