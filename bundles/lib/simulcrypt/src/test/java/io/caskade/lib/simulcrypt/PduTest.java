package io.caskade.lib.simulcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PduTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  @Test
  void aMessageIsWrittenWholeToEveryKindOfTarget() throws IOException {
    Pdu pdu = ChannelTest.of(2, 0x1234).pdu();
    byte[] expected = pdu.toByteArray();

    ByteBuffer buffer = ByteBuffer.allocate(20);
    pdu.writeTo(buffer);
    assertThat(buffer.position()).isEqualTo(expected.length);
    assertThat(buffer.array()).startsWith(expected);

    byte[] array = new byte[20];
    assertThat(pdu.writeTo(array, 3)).isEqualTo(expected.length);
    assertThat(Pdu.copyOf(array, 3, expected.length)).isEqualTo(pdu).hasSameHashCodeAs(pdu);

    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    pdu.writeTo(stream);
    pdu.writeTo(stream::write);
    assertThat(stream.size()).isEqualTo(2 * expected.length);
    assertThat(stream.toByteArray()).startsWith(expected).endsWith(expected);
  }

  @Test
  void delaysAreSignedMillisecondsToTheirLimits() {
    ChannelTerms terms =
        new ChannelTerms(
            SectionTspktFlag.TS_PACKETS,
            OptionalInt.of(-1),
            NONE,
            -32768,
            32767,
            NONE,
            OptionalInt.of(-500),
            65535,
            65535,
            65535,
            255,
            255,
            65535);
    assertThat(ChannelStatus.of(2, 1, terms).terms()).isEqualTo(terms);
  }

  @Test
  void aNumberThatDoesNotFitItsParameterIsRefused() {
    PduBuilder builder = PduBuilder.of(2, 3, 0);
    assertThatThrownBy(() -> builder.number(EcmgParameters.DELAY_START, 32768))
        .hasMessage("delay_start must be -32768..32767, not 32768");
    assertThatThrownBy(() -> builder.number(EcmgParameters.LEAD_CW, 256))
        .hasMessage("lead_CW must be 0..255, not 256");
    assertThatThrownBy(() -> builder.number(EcmgParameters.ECM_CHANNEL_ID, -1))
        .hasMessage("ECM_channel_id must be 0..65535, not -1");
    assertThatThrownBy(() -> builder.number(EcmgParameters.ECM_DATAGRAM, 1))
        .hasMessage("ECM_datagram is no number");
    assertThatThrownBy(
            () -> builder.combination(EcmgParameters.CP_CW_COMBINATION, 65536, new byte[8], 0, 8))
        .hasMessageContaining("65536");
  }

  @Test
  void aMessageCannotOutgrowItsLengthField() {
    PduBuilder builder = PduBuilder.of(2, 0x0201, 0);
    builder.parameter(0x8000, new byte[65_531]);
    assertThatThrownBy(() -> builder.parameter(0x8000, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    Pdu pdu = builder.build();
    assertThat(pdu.length()).isEqualTo(Pdu.MAX_LENGTH);
    assertThat(pdu.announcedLength()).isEqualTo(65_535);
  }

  @Test
  void readingAnAbsentParameterTellsWhichOneByName() {
    Pdu pdu = ChannelTest.of(2, 1).pdu();
    assertThatThrownBy(() -> pdu.unsigned(EcmgParameters.SUPER_CAS_ID))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Super_CAS_id");
  }

  @Test
  void wipingOverwritesEveryByte() {
    Pdu pdu = ChannelTest.of(2, 0x1234).pdu();
    pdu.wipe();
    assertThat(pdu.toByteArray()).hasSize(11).containsOnly(0);
  }
}
