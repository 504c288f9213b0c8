package io.caskade.lib.simulcrypt.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.Tolerance;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs on the wire by protocol_version (chapter 3 of the reference). */
class EcmgVersionsTest {
  private static final EcmgDecoder STANDARD = EcmgDecoder.atEcmg(Tolerance.STANDARD);
  private static final EcmgDecoder LENIENT = EcmgDecoder.atEcmg(Tolerance.LENIENT);
  private static final OptionalInt NO_ECM_ID = OptionalInt.empty();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyDefinedVersionIsServedAndKept(int version) {
    ChannelSetup setup = ChannelSetup.of(version, 1, 0x4A000001);
    assertThat(STANDARD.decode(setup.pdu())).isEqualTo(setup);
    assertThat(setup.version()).isEqualTo(version);
  }

  @Test
  void aMessageDecodesFromABufferInPlaceOfAnArray() {
    ChannelTest test = ChannelTest.of(2, 7);
    ByteBuffer buffer = ByteBuffer.allocateDirect(40).put((byte) 9);
    test.pdu().writeTo(buffer);
    buffer.flip().position(1);

    assertThat(STANDARD.decode(buffer)).isEqualTo(test);
    assertThat(buffer.hasRemaining()).isFalse();
  }

  @Test
  void ecmIdIsNotNeededInVersion1AndKeptWhenItComes() {
    StreamSetup without = StreamSetup.of(1, 1, 2, NO_ECM_ID, 100);
    StreamSetup with = StreamSetup.of(1, 1, 2, OptionalInt.of(7), 100);

    assertThat(STANDARD.decode(without.pdu())).isEqualTo(without);
    assertThat(STANDARD.decode(with.pdu())).isEqualTo(with);
    assertThat(with.ecmId()).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void ecmIdIsMandatoryFromVersion2On(int version) {
    EcmgDecoded decoded = STANDARD.decode(StreamSetup.of(version, 1, 2, NO_ECM_ID, 100).pdu());
    assertThat(decoded)
        .isEqualTo(
            new EcmgProtocolError(
                version,
                0x0101,
                EcmgErrorStatus.MISSING_MANDATORY_PARAMETER,
                true,
                1,
                2,
                0x0019,
                true));
  }

  @Test
  void aWordOf16BytesDoesNotFitVersion1() {
    assertThat(STANDARD.decode(words(1, 16).pdu()))
        .isEqualTo(
            new EcmgProtocolError(
                1,
                0x0201,
                EcmgErrorStatus.INCONSISTENT_PARAMETER_LENGTH,
                true,
                1,
                2,
                0x0014,
                true));
    assertThat(STANDARD.decode(words(1, 8).pdu())).isEqualTo(words(1, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 16, 32})
  void wordsOfAnyLengthPassFromVersion2On(int length) {
    for (int version : new int[] {2, 3, 5}) {
      CwProvision provision = words(version, length);
      assertThat(STANDARD.decode(provision.pdu())).isEqualTo(provision);
      assertThat(provision.wordLength(1)).isEqualTo(length);
    }
  }

  @Test
  void cwEncryptionIsKeptInVersion1() {
    CwProvision provision =
        CwProvision.builder(1, 1, 2, 3).cwEncryption(new byte[3]).word(3, new byte[8]).build();
    assertThat(STANDARD.decode(provision.pdu())).isEqualTo(provision);
    assertThat(provision.cwEncryption()).hasValueSatisfying(v -> assertThat(v).hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 9, 255})
  void aLenientListenerTakesAnyVersionAndEchoesItAlsoInErrors(int version) {
    StreamSetup setup = StreamSetup.of(version, 1, 2, NO_ECM_ID, 100);
    assertThat(LENIENT.decode(setup.pdu())).isEqualTo(setup);
    assertThat(LENIENT.decode(words(version, 16).pdu())).isEqualTo(words(version, 16));

    EcmgDecoded bad = LENIENT.decode(CwProvision.builder(version, 1, 2, 3).build().pdu());
    assertThat(((EcmgProtocolError) bad).answer().orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void aLenientListenerKeepsWhatTheTableDoesNotKnow() {
    CwProvision odd =
        new CwProvision(PduBuilder.of(words(2, 8).pdu()).parameter(0x001A, new byte[2]).build());
    assertThat(LENIENT.decode(odd.pdu())).isEqualTo(odd);
    assertThat(STANDARD.decode(odd.pdu())).isInstanceOf(EcmgProtocolError.class);
  }

  private static CwProvision words(int version, int length) {
    return CwProvision.builder(version, 1, 2, 3)
        .word(3, new byte[length])
        .word(4, new byte[length])
        .build();
  }
}
