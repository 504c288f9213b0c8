package io.caskade.lib.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TsPacketTest {
  @Example
  void readsTheHeaderOfARealPacket() {
    TsPacket pat = TestStreams.packets(TestStreams.bytes("two-services-cut.ts")).get(1);
    assertThat(pat.hasSync()).isTrue();
    assertThat(pat.pid()).isZero();
    assertThat(pat.unitStart()).isTrue();
    assertThat(pat.payloadOffset()).isEqualTo(188 + 4);
    assertThat(pat.payloadLength()).isEqualTo(184);
    assertThat(pat.isWellFormed()).isTrue();
  }

  @Example
  void readsTheClockOfARealStreamAsRisingTime() {
    long[] clocks =
        TestStreams.packets(TestStreams.bytes("two-services-cut.ts")).stream()
            .filter(packet -> packet.pid() == 0x100)
            .flatMapToLong(packet -> packet.pcr().stream())
            .toArray();
    assertThat(clocks).hasSizeGreaterThan(1).isSorted().doesNotHaveDuplicates();
  }

  @Property
  void settersChangeTheirFieldAndNothingElse(
      @ForAll @Size(188) byte[] bytes,
      @ForAll @IntRange(max = 0x1FFF) int pid,
      @ForAll @IntRange(max = 3) int control,
      @ForAll @IntRange(max = 15) int counter) {
    TsPacket packet = new TsPacket(bytes.clone(), 0);
    packet.setPid(pid);
    packet.setScramblingControl(control);
    packet.setContinuityCounter(counter);

    assertThat(packet.pid()).isEqualTo(pid);
    assertThat(packet.scramblingControl()).isEqualTo(control);
    assertThat(packet.continuityCounter()).isEqualTo(counter);
    TsPacket before = new TsPacket(bytes.clone(), 0);
    packet.setPid(before.pid());
    packet.setScramblingControl(before.scramblingControl());
    packet.setContinuityCounter(before.continuityCounter());
    assertThat(packet.buffer()).isEqualTo(bytes);
  }

  @Property
  void payloadIsAlwaysWithinThePacket(@ForAll @Size(188) byte[] bytes) {
    TsPacket packet = new TsPacket(bytes, 0);
    assertThat(packet.payloadLength()).isBetween(0, 184);
    assertThat(packet.payloadOffset() + packet.payloadLength()).isEqualTo(188);
    assertThat(packet.payload()).hasSize(packet.payloadLength());
  }

  @Property
  void aClockIsReadAsWritten(
      @ForAll @LongRange(min = 0, max = (1L << 33) * 300 - 1) long ticks, @ForAll boolean dirty) {
    TsPacket packet = TsPacket.stuffed(0x100, false, 0);
    byte[] bytes = packet.buffer();
    bytes[3] |= 0x20;
    bytes[4] = 7;
    bytes[5] = 0x10;
    Arrays.fill(bytes, 6, 12, (byte) (dirty ? 0xFF : 0));

    packet.setPcr(ticks);

    assertThat(packet.pcr()).hasValue(ticks);
    assertThat(bytes[12]).isEqualTo((byte) 0xFF);
    packet.setPcr(ticks - TsPacket.PCR_MODULUS);
    assertThat(packet.pcr()).hasValue(ticks);
  }

  @Example
  void aClockIsNotWrittenWhereNoneIs() {
    TsPacket packet = TsPacket.stuffed(0x100, false, 0);
    assertThat(packet.pcr()).isEmpty();
    assertThatThrownBy(() -> packet.setPcr(1)).isInstanceOf(IllegalStateException.class);
  }

  @Example
  void anAdaptationFieldThatLiesLeavesNoPayload() {
    TsPacket packet = TsPacket.stuffed(0x100, false, 0);
    packet.buffer()[3] |= 0x20;
    packet.buffer()[4] = (byte) 200;
    assertThat(packet.isWellFormed()).isFalse();
    assertThat(packet.payloadLength()).isZero();
    assertThat(packet.pcr()).isEmpty();
  }

  @Example
  void refusesABufferThatIsTooShortAndFieldsOutOfRange() {
    assertThatThrownBy(() -> new TsPacket(new byte[188], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    TsPacket packet = TsPacket.nullPacket();
    assertThat(packet.pid()).isEqualTo(TsPacket.NULL_PID);
    assertThatThrownBy(() -> packet.setPid(0x2000)).hasMessage("PID 8192 is not within 0..8191");
    assertThatThrownBy(() -> packet.setScramblingControl(4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
