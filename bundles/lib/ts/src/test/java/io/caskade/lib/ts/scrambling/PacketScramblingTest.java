package io.caskade.lib.ts.scrambling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.PacketDescrambler.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketScramblingTest {
  private static final byte[] EVEN = {1, 2, 3, 6, 4, 5, 6, 15};
  private static final byte[] ODD = {9, 2, 3, 14, 4, 5, 6, 15};

  private final PacketScrambler scrambler = new PacketScrambler(ScramblingAlgorithm.CSA2);
  private final PacketDescrambler descrambler = new PacketDescrambler(ScramblingAlgorithm.CSA2);
  private final TsPacket packet = TsPacket.stuffed(0x100, false, 7);

  @ParameterizedTest
  @EnumSource
  void theMarkingNamesTheControlWordAndTheDescramblerFollowsIt(Parity parity) {
    scrambler.install(Parity.EVEN, EVEN);
    scrambler.install(Parity.ODD, ODD);
    descrambler.install(parity, parity == Parity.EVEN ? EVEN : ODD);

    assertThat(scrambler.scramble(packet, parity)).isTrue();
    assertThat(packet.scramblingControl()).isEqualTo(parity == Parity.EVEN ? 2 : 3);
    assertThat(packet.payload()).isNotEqualTo(TsPacket.stuffed(0x100, false, 7).payload());
    assertThat(packet.continuityCounter()).isEqualTo(7);

    assertThat(descrambler.descramble(packet)).isEqualTo(Result.DESCRAMBLED);
    assertThat(packet.buffer()).isEqualTo(TsPacket.stuffed(0x100, false, 7).buffer());
  }

  @Test
  void aPacketStaysDarkWithoutTheControlWordOfItsParity() {
    scrambler.install(Parity.ODD, ODD);
    scrambler.scramble(packet, Parity.ODD);
    byte[] scrambled = packet.buffer().clone();
    descrambler.install(Parity.EVEN, EVEN);

    assertThat(descrambler.descramble(packet)).isEqualTo(Result.DARK);
    assertThat(packet.buffer()).isEqualTo(scrambled);
  }

  @Test
  void aRemovedControlWordOpensNothingMore() {
    scrambler.install(Parity.EVEN, EVEN);
    descrambler.install(Parity.EVEN, EVEN);
    descrambler.remove(Parity.EVEN);
    scrambler.scramble(packet, Parity.EVEN);

    assertThat(descrambler.descramble(packet)).isEqualTo(Result.DARK);
  }

  @Test
  void aNewControlWordReplacesTheOldOneOfItsParity() {
    scrambler.install(Parity.EVEN, EVEN);
    scrambler.install(Parity.EVEN, ODD);
    descrambler.install(Parity.EVEN, ODD);
    scrambler.scramble(packet, Parity.EVEN);

    descrambler.descramble(packet);

    assertThat(packet.buffer()).isEqualTo(TsPacket.stuffed(0x100, false, 7).buffer());
  }

  @Test
  void reservedMarkingAndClearPacketsAreLeftAlone() {
    descrambler.install(Parity.EVEN, EVEN);
    assertThat(descrambler.descramble(packet)).isEqualTo(Result.CLEAR);
    packet.setScramblingControl(1);
    assertThat(descrambler.descramble(packet)).isEqualTo(Result.DARK);
  }

  @Test
  void nothingIsScrambledTwiceNorWithoutPayload() {
    scrambler.install(Parity.EVEN, EVEN);
    TsPacket empty = TsPacket.stuffed(0x100, false, 0);
    empty.buffer()[3] = 0x20;
    empty.buffer()[4] = (byte) 183;

    assertThat(scrambler.scramble(empty, Parity.EVEN)).isFalse();
    assertThat(empty.scramblingControl()).isZero();
    assertThat(scrambler.scramble(packet, Parity.EVEN)).isTrue();
    assertThat(scrambler.scramble(packet, Parity.EVEN)).isFalse();
  }

  @Test
  void aPacketIsNeverSentClearForLackOfAControlWord() {
    scrambler.install(Parity.EVEN, EVEN);
    scrambler.destroy();
    assertThatThrownBy(() -> scrambler.scramble(packet, Parity.EVEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no EVEN control word is set");
  }

  @Test
  void aDestroyedDescramblerKeepsEverythingDark() {
    descrambler.install(Parity.EVEN, EVEN);
    descrambler.destroy();
    packet.setScramblingControl(2);
    assertThat(descrambler.descramble(packet)).isEqualTo(Result.DARK);
  }
}
