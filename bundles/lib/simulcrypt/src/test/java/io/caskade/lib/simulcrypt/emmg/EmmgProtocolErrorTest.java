package io.caskade.lib.simulcrypt.emmg;

import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.INCONSISTENT_PARAMETER_LENGTH;
import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.INVALID_MESSAGE;
import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.INVALID_PARAMETER_VALUE;
import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.MESSAGE_TOO_LONG;
import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.MISSING_MANDATORY_PARAMETER;
import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.UNKNOWN_PARAMETER_TYPE;
import static io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus.UNSUPPORTED_PROTOCOL_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a MUX and an EMMG say to bad input; the numbers are not those of the ECMG interface. */
class EmmgProtocolErrorTest {
  private static final EmmgDecoder MUX = EmmgDecoder.atMux(Tolerance.STANDARD);
  private static final EmmgDecoder EMMG = EmmgDecoder.atEmmg(Tolerance.STANDARD);
  private static final int CLIENT = 0x8B000002;

  @Test
  void lengthsThatDoNotAddUpAreAnInvalidMessageOfTheChannel() {
    byte[] test = StreamTest.of(2, CLIENT, 5, 9).pdu().toByteArray();
    test[test.length - 3] = 9; // data_stream_id of 9 bytes, 2 are there

    assertThat(refused(MUX, test))
        .isEqualTo(error(2, 0x0112, INVALID_MESSAGE, false, 5, 0, test.length - 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 6})
  void anUndefinedVersionIsRefusedInADefinedOne(int version) {
    assertThat(refused(MUX, bytes(ChannelTest.of(version, CLIENT, 5))))
        .isEqualTo(error(2, 0x0012, UNSUPPORTED_PROTOCOL_VERSION, false, 5, 0, 0));
  }

  @Test
  void aMessageOfTheEcmgInterfaceIsUnknown() {
    byte[] setup = HexFormat.of().parseHex("020001000E000E00020064000100044A000001");
    EmmgProtocolError error = refused(MUX, setup);

    assertThat(error.status()).isEqualTo(EmmgErrorStatus.UNKNOWN_MESSAGE_TYPE);
    assertThat(error.clientId())
        .isEqualTo(0x4A000001); // the code of Super_CAS_id is client_id here
    assertThat(error.answer().orElseThrow()).isInstanceOf(ChannelError.class);
  }

  @Test
  void aMessageOfTheOtherSideIsInvalid() {
    assertThat(refused(MUX, bytes(StreamBwAllocation.of(2, CLIENT, 1, 2, OptionalInt.of(64)))))
        .isEqualTo(error(2, 0x0118, INVALID_MESSAGE, true, 1, 2, 1));
    assertThat(refused(EMMG, bytes(StreamBwRequest.of(2, CLIENT, 1, 2, OptionalInt.of(64)))))
        .isEqualTo(error(2, 0x0117, INVALID_MESSAGE, true, 1, 2, 1));
  }

  @Test
  void aMessageThatIsTooLongToHoldIsToldByItsHeader() {
    byte[] head = bytes(ChannelTest.of(3, CLIENT, 1));
    assertThat(MUX.tooLong(head, 0, head.length))
        .isEqualTo(error(3, 0x0012, MESSAGE_TOO_LONG, false, 1, 0, 3));
  }

  @Test
  void aReservedParameterIsUnknownAndAUserDefinedOneIsKept() {
    StreamTest test = StreamTest.of(2, CLIENT, 1, 2);
    byte[] reserved = PduBuilder.of(test.pdu()).parameter(9, new byte[1]).build().toByteArray();
    byte[] user = PduBuilder.of(test.pdu()).parameter(0x8009, new byte[1]).build().toByteArray();

    assertThat(refused(MUX, reserved))
        .isEqualTo(error(2, 0x0112, UNKNOWN_PARAMETER_TYPE, true, 1, 2, 9));
    assertThat(((EmmgMessage) MUX.decode(user, 0, user.length)).pdu().toByteArray())
        .isEqualTo(user);
  }

  @Test
  void aWrongLengthNamesTheParameter() {
    byte[] bytes = HexFormat.of().parseHex("020012000D000100038B0000" + "000300020005");
    assertThat(refused(MUX, bytes))
        .isEqualTo(
            new EmmgProtocolError(
                2, 0x0012, INCONSISTENT_PARAMETER_LENGTH, false, 0, 5, 0, 1, true));
  }

  @Test
  void aMissingParameterIsNamed() {
    byte[] bytes = HexFormat.of().parseHex("0200120006000300020005");
    assertThat(refused(MUX, bytes))
        .isEqualTo(
            new EmmgProtocolError(2, 0x0012, MISSING_MANDATORY_PARAMETER, false, 0, 5, 0, 1, true));
  }

  @Test
  void aParameterThatComesTwiceIsAnInvalidMessageButDatagramsMayRepeat() {
    StreamTest test = StreamTest.of(2, CLIENT, 1, 2);
    byte[] twice = PduBuilder.of(test.pdu()).parameter(4, new byte[2]).build().toByteArray();
    DataProvision many =
        DataProvision.overUdp(2, CLIENT, 7)
            .datagram(new byte[3])
            .datagram(new byte[0])
            .datagram(new byte[3])
            .build();

    assertThat(refused(MUX, twice)).isEqualTo(error(2, 0x0112, INVALID_MESSAGE, true, 1, 2, 4));
    assertThat(MUX.decode(many.pdu())).isEqualTo(many);
    assertThat(many.datagrams()).hasSize(3);
  }

  @Test
  void ipDatacastIsAValueOfVersion5Only() {
    ChannelSetup v5 = ChannelSetup.of(5, CLIENT, 1, SectionTspktFlag.IP_DATACAST);
    assertThat(MUX.decode(v5.pdu())).isEqualTo(v5);
    assertThat(refused(MUX, bytes(ChannelSetup.of(2, CLIENT, 1, SectionTspktFlag.IP_DATACAST))))
        .isEqualTo(error(2, 0x0011, INVALID_PARAMETER_VALUE, false, 1, 0, 2));
  }

  @Test
  void aBadErrorMessageIsNeverAnswered() {
    byte[] noStatus = HexFormat.of().parseHex("020015000E000100048B000002000300020005");
    EmmgProtocolError error = refused(EMMG, noStatus);

    assertThat(error.status()).isEqualTo(MISSING_MANDATORY_PARAMETER);
    assertThat(error.answer()).isEmpty();
  }

  @Test
  void theAnswerEchoesTheIdsAndDecodesAtTheSender() {
    byte[] bytes = bytes(DataProvision.overTcp(3, CLIENT, 1, 2, OptionalInt.of(7)).build());
    EmmgMessage answer = refused(MUX, bytes).answer().orElseThrow();

    assertThat(answer)
        .isEqualTo(
            StreamError.of(
                3,
                CLIENT,
                1,
                2,
                MISSING_MANDATORY_PARAMETER.code(),
                HexFormat.of().parseHex("0005")));
    assertThat(EMMG.decode(answer.pdu())).isEqualTo(answer);
  }

  private static byte[] bytes(EmmgMessage message) {
    return message.pdu().toByteArray();
  }

  private static EmmgProtocolError error(
      int version,
      int messageType,
      EmmgErrorStatus status,
      boolean aboutStream,
      int channel,
      int stream,
      int information) {
    return new EmmgProtocolError(
        version, messageType, status, aboutStream, CLIENT, channel, stream, information, true);
  }

  private static EmmgProtocolError refused(EmmgDecoder decoder, byte[] bytes) {
    EmmgDecoded decoded = decoder.decode(bytes, 0, bytes.length);
    assertThat(decoded).isInstanceOf(EmmgProtocolError.class);
    return (EmmgProtocolError) decoded;
  }
}
