package io.caskade.lib.simulcrypt.ecmg;

import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.INCONSISTENT_PARAMETER_LENGTH;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.INVALID_MESSAGE;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.INVALID_PARAMETER_VALUE;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.MESSAGE_TOO_LONG;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.MISSING_MANDATORY_PARAMETER;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.NOT_ENOUGH_CONTROL_WORDS;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.UNKNOWN_PARAMETER_TYPE;
import static io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus.UNSUPPORTED_PROTOCOL_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.Parameter;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chapter 7 of the reference, as far as a codec can decide it. */
class EcmgProtocolErrorTest {
  private static final EcmgDecoder ECMG = EcmgDecoder.atEcmg(Tolerance.STANDARD);
  private static final EcmgDecoder SCS = EcmgDecoder.atScs(Tolerance.STANDARD);
  private static final byte[] WORD = HexFormat.of().parseHex("0102030405060708");

  @Test
  void lengthsThatDoNotAddUpAreAnInvalidMessageOfTheChannelAlsoWhenSentAboutAStream() {
    byte[] test = StreamTest.of(2, 5, 9).pdu().toByteArray();
    test[14] = 3; // ECM_stream_id of 3 bytes, 2 are there
    EcmgProtocolError error = refused(ECMG, test);

    assertThat(error).isEqualTo(error(0x0102, INVALID_MESSAGE, false, 5, 0, 11));
  }

  @Test
  void aTailTooShortForAParameterHeaderIsAnInvalidMessage() {
    byte[] bytes = HexFormat.of().parseHex("0200020009000E00020064000102");
    assertThat(refused(ECMG, bytes)).isEqualTo(error(2, INVALID_MESSAGE, false, 0x64, 0, 11));
  }

  @Test
  void aMessageLengthThatDiffersFromTheBytesGivenIsAnInvalidMessage() {
    byte[] bytes = HexFormat.of().parseHex("020002000A000E00020064");
    assertThat(refused(ECMG, bytes)).isEqualTo(error(2, INVALID_MESSAGE, false, 0x64, 0, 3));
  }

  @Test
  void lessThanAHeaderIsAnInvalidMessage() {
    assertThat(refused(ECMG, new byte[] {2, 0, 2}))
        .isEqualTo(error(2, INVALID_MESSAGE, false, 0, 0, 0));
    assertThat(refused(ECMG, new byte[0])).isEqualTo(error(0, INVALID_MESSAGE, false, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 6, 255})
  void anUndefinedVersionIsRefusedInADefinedOne(int version) {
    EcmgProtocolError error = refused(ECMG, ChannelTest.of(version, 7).pdu().toByteArray());

    assertThat(error).isEqualTo(error(2, UNSUPPORTED_PROTOCOL_VERSION, false, 7, 0, 0));
    assertThat(error.answer().orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aMessageOfTheOtherSideIsInvalid() {
    assertThat(refused(ECMG, EcmResponse.of(3, 1, 2, 3, new byte[4]).pdu().toByteArray()))
        .isEqualTo(new EcmgProtocolError(3, 0x0202, INVALID_MESSAGE, true, 1, 2, 1, true));
    assertThat(refused(SCS, ChannelSetup.of(2, 1, 0x4A000001).pdu().toByteArray()))
        .isEqualTo(error(1, INVALID_MESSAGE, false, 1, 0, 1));
  }

  @Test
  void aMessageThatIsTooLongToHoldIsToldByItsHeaderAlone() {
    byte[] head = HexFormat.of().parseHex("030201FFFF000E00020064000F00020005000D");

    assertThat(ECMG.tooLong(head, 0, head.length))
        .isEqualTo(new EcmgProtocolError(3, 0x0201, MESSAGE_TOO_LONG, false, 0x64, 0, 3, true));
    assertThat(ECMG.tooLong(head, 0, 5))
        .isEqualTo(new EcmgProtocolError(3, 0x0201, MESSAGE_TOO_LONG, false, 0, 0, 3, true));
  }

  @Test
  void aReservedParameterIsUnknownAndNamed() {
    assertThat(refused(ECMG, with(StreamTest.of(2, 1, 2), 0x6FFF, new byte[1])))
        .isEqualTo(error(0x0102, UNKNOWN_PARAMETER_TYPE, true, 1, 2, 0x6FFF));
  }

  @Test
  void aParameterOfAnotherMessageIsUnknownInThisOne() {
    assertThat(refused(ECMG, with(ChannelTest.of(2, 1), 0x000D, new byte[1])))
        .isEqualTo(error(2, UNKNOWN_PARAMETER_TYPE, false, 1, 0, 0x000D));
  }

  @Test
  void userDefinedParametersAreKeptAlsoWhenTheyRepeat() {
    byte[] bytes =
        with(new StreamTest(Pdu.wrap(with(StreamTest.of(2, 1, 2), 0x8000, WORD))), 0x8000, WORD);
    EcmgDecoded decoded = ECMG.decode(bytes, 0, bytes.length);

    assertThat(decoded).isInstanceOf(StreamTest.class);
    assertThat(((EcmgMessage) decoded).pdu().toByteArray()).isEqualTo(bytes);
    assertThat(((EcmgMessage) decoded).pdu().parameters())
        .filteredOn(Parameter::isUserDefined)
        .hasSize(2);
  }

  @Test
  void aWrongLengthNamesTheParameter() {
    byte[] bytes = HexFormat.of().parseHex("020102000B000E00020001000F000102");
    assertThat(refused(ECMG, bytes))
        .isEqualTo(error(0x0102, INCONSISTENT_PARAMETER_LENGTH, true, 1, 0, 0x000F));
  }

  @Test
  void aControlWordWithoutBytesHasAWrongLength() {
    CwProvision empty = CwProvision.builder(2, 1, 2, 3).word(3, new byte[0]).build();
    assertThat(refused(ECMG, empty.pdu().toByteArray()))
        .isEqualTo(error(0x0201, INCONSISTENT_PARAMETER_LENGTH, true, 1, 2, 0x0014));
  }

  @Test
  void theFirstMissingParameterOfTheTableIsNamed() {
    byte[] bytes = HexFormat.of().parseHex("0200030006000E00020009");
    assertThat(refused(ECMG, bytes))
        .isEqualTo(error(3, MISSING_MANDATORY_PARAMETER, false, 9, 0, 0x0002));
    assertThat(refused(ECMG, HexFormat.of().parseHex("0201020000")))
        .isEqualTo(error(0x0102, MISSING_MANDATORY_PARAMETER, true, 0, 0, 0x000E));
  }

  @Test
  void aCwProvisionWithoutWordsHasNotEnoughOfThem() {
    CwProvision none = CwProvision.builder(2, 1, 2, 3).build();
    assertThat(refused(ECMG, none.pdu().toByteArray()))
        .isEqualTo(error(0x0201, NOT_ENOUGH_CONTROL_WORDS, true, 1, 2, 0x0014));
  }

  @Test
  void aParameterThatComesTwiceIsAnInvalidMessageOfTheStream() {
    byte[] bytes = with(StreamTest.of(2, 1, 2), 0x000F, new byte[] {0, 2});
    assertThat(refused(ECMG, bytes)).isEqualTo(error(0x0102, INVALID_MESSAGE, true, 1, 2, 0x000F));
  }

  @Test
  void aValueOutsideOfItsEnumerationIsInvalid() {
    byte[] status = StreamStatus.of(2, 1, 2, OptionalInt.of(3), true).pdu().toByteArray();
    status[status.length - 1] = 2;
    assertThat(refused(ECMG, status))
        .isEqualTo(error(0x0103, INVALID_PARAMETER_VALUE, true, 1, 2, 0x0011));
  }

  @Test
  void ipDatacastIsAValueOfVersion5Only() {
    ChannelStatus v5 = ChannelStatus.of(5, 1, terms(SectionTspktFlag.IP_DATACAST));
    ChannelStatus v3 = ChannelStatus.of(3, 1, terms(SectionTspktFlag.IP_DATACAST));

    assertThat(SCS.decode(v5.pdu())).isEqualTo(v5);
    assertThat(refused(SCS, v3.pdu().toByteArray()))
        .isEqualTo(new EcmgProtocolError(3, 3, INVALID_PARAMETER_VALUE, false, 1, 0, 2, true));
  }

  @Test
  void aFaultOfTheStructureWinsOverOneOfAnEarlierParameter() {
    byte[] bytes = HexFormat.of().parseHex("020002000A00FF0000000E00090001");
    assertThat(refused(ECMG, bytes)).isEqualTo(error(2, INVALID_MESSAGE, false, 0, 0, 9));
  }

  @Test
  void aBadErrorMessageIsNeverAnswered() {
    for (String hex : List.of("0200050006000E00020009", "020106000C000E00020009000F00020001")) {
      EcmgProtocolError error = refused(ECMG, HexFormat.of().parseHex(hex));
      assertThat(error.status()).isEqualTo(MISSING_MANDATORY_PARAMETER);
      assertThat(error.answer()).isEmpty();
    }
  }

  @Test
  void theAnswerEchoesTheIdsAndDecodesAtTheSender() {
    EcmgProtocolError error = refused(ECMG, with(StreamTest.of(3, 258, 772), 0x0020, WORD));
    EcmgMessage answer = error.answer().orElseThrow();

    assertThat(answer)
        .isEqualTo(StreamError.of(3, 258, 772, 0x000E, HexFormat.of().parseHex("0020")));
    assertThat(SCS.decode(answer.pdu())).isEqualTo(answer);
  }

  @Test
  void theCallersBytesOfARefusedMessageStayAsTheyAre() {
    CwProvision provision = CwProvision.builder(2, 1, 2, 3).word(3, WORD).build();
    byte[] bytes = with(provision, 0x0020, WORD);
    byte[] before = bytes.clone();
    refused(ECMG, bytes);

    assertThat(bytes).isEqualTo(before);
  }

  private static ChannelTerms terms(SectionTspktFlag form) {
    OptionalInt none = OptionalInt.empty();
    return new ChannelTerms(form, none, none, -500, -500, none, none, 100, 0, 60, 1, 2, 500);
  }

  private static byte[] with(EcmgMessage message, int type, byte[] value) {
    return PduBuilder.of(message.pdu()).parameter(type, value).build().toByteArray();
  }

  private static EcmgProtocolError error(
      int messageType,
      EcmgErrorStatus status,
      boolean aboutStream,
      int channel,
      int stream,
      int information) {
    return new EcmgProtocolError(
        2, messageType, status, aboutStream, channel, stream, information, true);
  }

  private static EcmgProtocolError refused(EcmgDecoder decoder, byte[] bytes) {
    EcmgDecoded decoded = decoder.decode(bytes, 0, bytes.length);
    assertThat(decoded).isInstanceOf(EcmgProtocolError.class);
    return (EcmgProtocolError) decoded;
  }
}
