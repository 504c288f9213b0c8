package io.caskade.lib.simulcrypt.emmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs on the wire by protocol_version (chapter 3 of the reference). */
class EmmgVersionsTest {
  private static final EmmgDecoder STANDARD = EmmgDecoder.atMux(Tolerance.STANDARD);
  private static final EmmgDecoder LENIENT = EmmgDecoder.atMux(Tolerance.LENIENT);
  private static final OptionalInt NO_DATA_ID = OptionalInt.empty();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyDefinedVersionIsServedAndKept(int version) {
    ChannelSetup setup = ChannelSetup.of(version, 9, 1, SectionTspktFlag.SECTIONS);
    assertThat(STANDARD.decode(setup.pdu())).isEqualTo(setup);
    assertThat(setup.version()).isEqualTo(version);
  }

  @Test
  void dataIdIsNotNeededInVersion1AndKeptWhenItComes() {
    StreamSetup without = StreamSetup.of(1, 9, 1, 2, NO_DATA_ID, StreamSetup.EMM);
    StreamSetup with = StreamSetup.of(1, 9, 1, 2, OptionalInt.of(5), StreamSetup.PRIVATE_DATA);

    assertThat(STANDARD.decode(without.pdu())).isEqualTo(without);
    assertThat(STANDARD.decode(with.pdu())).isEqualTo(with);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void dataIdIsMandatoryFromVersion2On(int version) {
    assertMissing(StreamSetup.of(version, 9, 1, 2, NO_DATA_ID, 0), 0x0008);
    assertMissing(
        DataProvision.overTcp(version, 9, 1, 2, NO_DATA_ID).datagram(new byte[3]).build(), 0x0008);
  }

  @Test
  void dataOfVersion1NeedsChannelAndStreamAndLaterOnesDoNot() {
    assertMissing(DataProvision.overUdp(1, 9, 5).datagram(new byte[3]).build(), 0x0003);
    for (int version : new int[] {2, 3, 5}) {
      DataProvision udp = DataProvision.overUdp(version, 9, 5).datagram(new byte[3]).build();
      assertThat(STANDARD.decode(udp.pdu())).isEqualTo(udp);
      assertThat(udp.dataChannelId()).isEmpty();
      assertThat(udp.dataStreamId()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 255})
  void aLenientMuxTakesAnyVersionAndDemandsTheLeast(int version) {
    StreamSetup setup = StreamSetup.of(version, 9, 1, 2, NO_DATA_ID, 0);
    DataProvision udp = DataProvision.overUdp(version, 9, 5).datagram(new byte[3]).build();
    assertThat(LENIENT.decode(setup.pdu())).isEqualTo(setup);
    assertThat(LENIENT.decode(udp.pdu())).isEqualTo(udp);
  }

  private static void assertMissing(EmmgMessage message, int parameter) {
    EmmgDecoded decoded = STANDARD.decode(message.pdu());
    assertThat(decoded).isInstanceOf(EmmgProtocolError.class);
    EmmgProtocolError error = (EmmgProtocolError) decoded;
    assertThat(error.status()).isEqualTo(EmmgErrorStatus.MISSING_MANDATORY_PARAMETER);
    assertThat(error.information()).isEqualTo(parameter);
    assertThat(error.version()).isEqualTo(message.version());
  }
}
