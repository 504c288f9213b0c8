package io.caskade.tools.simulator.mux;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.ChannelClose;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.ChannelSetup;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.ChannelTest;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import io.caskade.lib.simulcrypt.emmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.emmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.emmg.StreamError;
import io.caskade.lib.simulcrypt.emmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import io.caskade.lib.simulcrypt.emmg.StreamTest;
import io.caskade.lib.ts.TsPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MuxSessionTest {
  private static final int CLIENT = 0x0B000001;
  private static final OptionalInt DATA_ID = OptionalInt.of(7);
  private static final byte[] EMM = {(byte) 0x82, 0x70, 2, 1, 2};

  private final EmmgDecoder decoder = EmmgDecoder.atMux(Tolerance.STANDARD);
  private final EmmQueue queue = new EmmQueue();
  private final EmmIntake intake = new EmmIntake(queue, 256);
  private final List<EmmgMessage> sent = new ArrayList<>();
  private final MuxSession session = new MuxSession(intake, sent::add);

  /** Takes the way over the bytes, as a connection does. */
  private EmmgMessage ask(EmmgMessage message) {
    tell(message);
    assertThat(sent).hasSize(1);
    return sent.remove(0);
  }

  private boolean tell(EmmgMessage message) {
    byte[] bytes = message.pdu().toByteArray();
    return session.receive(decoder.decode(bytes, 0, bytes.length));
  }

  private static ChannelSetup channel(int version) {
    return ChannelSetup.of(version, CLIENT, 1, SectionTspktFlag.SECTIONS);
  }

  private static StreamSetup stream(int version, int streamId, OptionalInt dataId) {
    return StreamSetup.of(version, CLIENT, 1, streamId, dataId, StreamSetup.EMM);
  }

  private void open() {
    ask(channel(2));
    ask(stream(2, 3, DATA_ID));
  }

  private static DataProvision data(int streamId, OptionalInt dataId, byte[]... emms) {
    DataProvision.Builder builder = DataProvision.overTcp(2, CLIENT, 1, streamId, dataId);
    for (byte[] emm : emms) {
      builder.datagram(emm);
    }
    return builder.build();
  }

  private static void isError(EmmgMessage message, EmmgErrorStatus status) {
    int code =
        message instanceof StreamError error
            ? error.errorStatus()
            : ((ChannelError) message).errorStatus();
    assertThat(EmmgErrorStatus.of(code)).contains(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void opensChannelAndStreamAndTakesEmmsInEachVersion(int version) {
    OptionalInt dataId = version == 1 ? OptionalInt.empty() : DATA_ID;
    assertThat(ask(channel(version))).isInstanceOf(ChannelStatus.class);
    EmmgMessage status = ask(stream(version, 3, dataId));
    assertThat(status).isInstanceOf(StreamStatus.class);
    assertThat(status.version()).isEqualTo(version);
    tell(DataProvision.overTcp(version, CLIENT, 1, 3, dataId).datagram(EMM).datagram(EMM).build());
    assertThat(sent).isEmpty();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(intake.received()).isEqualTo(2);
  }

  @Test
  void allowsTheSmallerOfWhatIsAskedAndTheLimit() {
    open();
    assertThat(allocation(OptionalInt.of(64))).hasValue(64);
    assertThat(allocation(OptionalInt.of(3_000))).hasValue(256);
    assertThat(allocation(OptionalInt.empty())).hasValue(256);
  }

  private OptionalInt allocation(OptionalInt asked) {
    return ((StreamBwAllocation) ask(StreamBwRequest.of(2, CLIENT, 1, 3, asked))).bandwidthKbit();
  }

  @Test
  void tellsANewLimitByItself() {
    open();
    allocation(OptionalInt.of(100));
    intake.setLimitKbit(40);
    session.limitChanged();
    assertThat(((StreamBwAllocation) sent.remove(0)).bandwidthKbit()).hasValue(40);
    intake.setLimitKbit(500);
    session.limitChanged();
    assertThat(((StreamBwAllocation) sent.remove(0)).bandwidthKbit()).hasValue(100);
  }

  @Test
  void answersTestsWithTheStatus() {
    open();
    assertThat(ask(ChannelTest.of(2, CLIENT, 1))).isInstanceOf(ChannelStatus.class);
    assertThat(ask(StreamTest.of(2, CLIENT, 1, 3))).isInstanceOf(StreamStatus.class);
  }

  @Test
  void closesAStreamWithAnAnswerAndAChannelWithout() {
    open();
    assertThat(ask(StreamCloseRequest.of(2, CLIENT, 1, 3))).isInstanceOf(StreamCloseResponse.class);
    assertThat(intake.streams().count()).isZero();
    ask(stream(2, 3, DATA_ID));
    tell(ChannelClose.of(2, CLIENT, 1));
    assertThat(sent).isEmpty();
    assertThat(intake.streams().count()).isZero();
    assertThat(ask(channel(2))).isInstanceOf(ChannelStatus.class);
  }

  @Test
  void whatComesBeforeItsSetupIsAnErrorOfTheStandard() {
    isError(ask(ChannelTest.of(2, CLIENT, 1)), EmmgErrorStatus.UNKNOWN_DATA_CHANNEL_ID);
    isError(ask(stream(2, 3, DATA_ID)), EmmgErrorStatus.UNKNOWN_DATA_CHANNEL_ID);
    isError(ask(data(3, DATA_ID, EMM)), EmmgErrorStatus.UNKNOWN_DATA_CHANNEL_ID);
    ask(channel(2));
    isError(ask(data(3, DATA_ID, EMM)), EmmgErrorStatus.UNKNOWN_DATA_STREAM_ID);
    isError(ask(StreamTest.of(2, CLIENT, 1, 3)), EmmgErrorStatus.UNKNOWN_DATA_STREAM_ID);
    assertThat(queue.size()).isZero();
    assertThat(intake.errors()).isEqualTo(5);
  }

  @Test
  void idsThatAreNotThoseOfTheConnectionAreErrors() {
    open();
    isError(ask(ChannelTest.of(2, CLIENT + 1, 1)), EmmgErrorStatus.UNKNOWN_CLIENT_ID);
    isError(ask(ChannelTest.of(2, CLIENT, 2)), EmmgErrorStatus.UNKNOWN_DATA_CHANNEL_ID);
    isError(ask(data(3, OptionalInt.of(8), EMM)), EmmgErrorStatus.UNKNOWN_DATA_ID);
    isError(ask(ChannelTest.of(3, CLIENT, 1)), EmmgErrorStatus.UNSUPPORTED_PROTOCOL_VERSION);
  }

  @Test
  void idsInUseAreErrorsAndTheFirstOwnerKeepsThem() {
    open();
    isError(ask(channel(2)), EmmgErrorStatus.DATA_CHANNEL_ID_IN_USE);
    isError(
        ask(ChannelSetup.of(2, CLIENT, 2, SectionTspktFlag.SECTIONS)),
        EmmgErrorStatus.TOO_MANY_CHANNELS);
    isError(ask(stream(2, 3, OptionalInt.of(9))), EmmgErrorStatus.DATA_STREAM_ID_IN_USE);
    isError(ask(stream(2, 4, DATA_ID)), EmmgErrorStatus.DATA_ID_IN_USE);
    MuxSession other = new MuxSession(intake, sent::add);
    other.receive(channel(2));
    other.receive(stream(2, 1, DATA_ID));
    isError(sent.get(1), EmmgErrorStatus.DATA_ID_IN_USE);
    sent.clear();
    session.closed();
    other.receive(stream(2, 1, DATA_ID));
    assertThat(sent.get(0)).isInstanceOf(StreamStatus.class);
  }

  @Test
  void aStreamTooManyIsAnError() {
    ask(channel(2));
    for (int i = 0; i < 16; i++) {
      assertThat(ask(stream(2, i, OptionalInt.of(i)))).isInstanceOf(StreamStatus.class);
    }
    isError(ask(stream(2, 16, OptionalInt.of(16))), EmmgErrorStatus.TOO_MANY_STREAMS_ON_CHANNEL);
  }

  @Test
  void datagramsThatAreNotWhatTheirChannelSaysAreRefused() {
    open();
    isError(
        ask(data(3, DATA_ID, new byte[] {(byte) 0x82, 0x70, 9, 1})),
        EmmgErrorStatus.INVALID_PARAMETER_VALUE);
    MuxSession packets = new MuxSession(intake, sent::add);
    packets.receive(ChannelSetup.of(2, CLIENT, 1, SectionTspktFlag.TS_PACKETS));
    packets.receive(stream(2, 3, OptionalInt.of(70)));
    sent.clear();
    packets.receive(data(3, OptionalInt.of(70), new byte[187]));
    isError(sent.remove(0), EmmgErrorStatus.INVALID_PARAMETER_VALUE);
    packets.receive(data(3, OptionalInt.of(70), TsPacket.nullPacket().buffer()));
    assertThat(sent).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void whoFillsTheQueueIsToldThatItIsTooMuch() {
    open();
    for (int i = 0; i < EmmQueue.CAPACITY; i++) {
      tell(data(3, DATA_ID, EMM));
    }
    assertThat(sent).isEmpty();
    isError(ask(data(3, DATA_ID, EMM)), EmmgErrorStatus.EXCEEDED_BANDWIDTH);
  }

  @Test
  void aDataProvisionWithoutDatagramIsHowSomeSayGoodBye() {
    open();
    assertThat(tell(data(3, DATA_ID))).isTrue();
    assertThat(sent).isEmpty();
    assertThat(intake.errors()).isZero();
  }

  @Test
  void anErrorIsNeverAnsweredAndThreeBadMessagesInARowEndTheConnection() {
    open();
    tell(ChannelError.of(2, CLIENT, 1, EmmgErrorStatus.UNKNOWN_ERROR));
    assertThat(sent).isEmpty();
    byte[] unknown = PduBuilder.of(2, 0x0666, 0).build().toByteArray();
    assertThat(session.receive(decoder.decode(unknown, 0, unknown.length))).isTrue();
    assertThat(session.receive(decoder.decode(unknown, 0, unknown.length))).isTrue();
    assertThat(session.receive(decoder.decode(unknown, 0, unknown.length))).isFalse();
    assertThat(sent).hasSize(3).allMatch(ChannelError.class::isInstance);
  }
}
