package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.ProfileTraits;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import io.caskade.lib.simulcrypt.ecmg.StreamTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every row of "bad input" (simulcrypt chapter 7): the error, and that the session goes on. */
class BadInputTest {
  private static final int CHANNEL = TestMux.CHANNEL;

  private final TestMux mux = new TestMux();

  @Test
  void lengthsThatDoNotAddUpGet0001() {
    mux.setUpChannel();
    mux.sendHex("0200020006000E00630007"); // parameter longer than its message
    channelError(0x0001);
    stillAlive();
  }

  @Test
  void anUndefinedVersionGets0002InOneThatIsDefined() {
    mux.sendHex("090001000E000E00020007000100040B000001");
    assertThat(channelError(0x0002).version()).isEqualTo(2);
    mux.sendHex("040001000E000E00020007000100040B000001");
    channelError(0x0002);
    mux.setUpChannel();
  }

  @Test
  void eachDefinedVersionIsAnsweredInKind() {
    for (int version : new int[] {1, 2, 3, 5}) {
      TestMux other = new TestMux().version(version);
      other.send(ChannelSetup.of(version, CHANNEL, TestMux.CAS));
      assertThat(other.answer(ChannelStatus.class).version()).isEqualTo(version);
      other.send(other.streamSetup(1, 120), other.provision(1, 0));
      assertThat(other.answer(StreamStatus.class).version()).isEqualTo(version);
      assertThat(other.answer(EcmResponse.class).version()).isEqualTo(version);
    }
  }

  @Test
  void anUnknownMessageTypeGets0003() {
    mux.setUpChannel();
    mux.sendHex("0200110013000100044a0000010003000200010002000100"); // an EMMG's channel_setup
    channelError(0x0003);
    stillAlive();
  }

  @Test
  void aMessageThatOnlyAnEcmgSendsGets0001() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(EcmResponse.of(2, CHANNEL, 1, 0, new byte[] {1}));
    assertThat(mux.answer(StreamError.class).errorStatus()).isEqualTo(0x0001);
    stillAlive();
  }

  @Test
  void aMessageLongerThanTheListenerWantsGets0004AndIsSkipped() {
    SessionRules rules = SessionRules.defaults();
    TestMux small =
        new TestMux(
            TestMux.settings()
                .with(
                    rules.with(
                        new SessionRules.Limits(
                            10,
                            10,
                            10,
                            1000,
                            1000,
                            rules.limits().pduTimeout(),
                            rules.limits().writeTimeout()))));
    small.setUpChannel();
    small.setUpStream(1);
    small.send(small.provision(1, 0, new byte[60_000]), small.provision(1, 1));
    assertThat(small.answer(ChannelError.class).errorStatus()).isEqualTo(0x0004);
    assertThat(small.answer(EcmResponse.class).cpNumber()).isEqualTo(1);
  }

  @Test
  void accessCriteriaOf60KilobytesSurvive() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 0, new byte[60_000]));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isZero();
  }

  @Test
  void anUnknownParameterOfTheStandardsRangeGets000E() {
    mux.sendHex("0200010013000E00020007000100040B000001001A000178");
    assertThat(information(channelError(0x000E))).containsExactly(0x00, 0x1A);
  }

  @Test
  void anUnknownUserDefinedParameterIsIgnored() {
    mux.sendHex("0200010013000E00020007000100040B0000018001000178");
    mux.answer(ChannelStatus.class);
  }

  @Test
  void aWrongParameterLengthGets000F() {
    mux.sendHex("020001000D000E0002000700010003010203");
    channelError(0x000F);
  }

  @Test
  void aMissingParameterGets0010WithItsType() {
    mux.sendHex("0200010006000E00020007");
    assertThat(information(channelError(0x0010))).containsExactly(0x00, 0x01);
    mux.setUpChannel();
    mux.sendHex("0201010012000E00020007000F0002000100100002003C");
    StreamError error = mux.answer(StreamError.class);
    assertThat(error.errorStatus()).isEqualTo(0x0010);
    assertThat(error.ecmStreamId()).isEqualTo(1);
  }

  @Test
  void aParameterTwiceIsAnInvalidMessage() {
    mux.sendHex("0200010014000E00020007000E00020007000100040B000001");
    channelError(0x0001);
  }

  @Test
  void aSuperCasIdThatIsNotServedGets0005() {
    mux.send(ChannelSetup.of(2, CHANNEL, 0x12340001));
    ChannelError error = channelError(0x0005);
    assertThat(text(error)).contains("0x12340001");
    mux.setUpChannel();
  }

  @Test
  void aListenerThatDoesNotFitTheProfileRefusesWithTheSentence() {
    mux.issuer().traits(new ProfileTraits("odd", 0, 1, Set.of(8), 32, 16, false));
    mux.send(ChannelSetup.of(2, CHANNEL, TestMux.CAS));
    assertThat(text(channelError(0x0011))).contains("odd").contains("lead_CW 0");
  }

  @Test
  void aSecondChannelSetupGets0013Or0006AndTheFirstStays() {
    mux.setUpChannel();
    mux.send(ChannelSetup.of(2, CHANNEL, TestMux.CAS));
    channelError(0x0013);
    mux.send(ChannelSetup.of(2, CHANNEL + 1, TestMux.CAS));
    channelError(0x0006);
    stillAlive();
  }

  @Test
  void oneChannelTooManyGets0008() {
    SessionRules rules = SessionRules.defaults();
    TestMux first = new TestMux(TestMux.settings().with(rules.with(limits(1, 100))));
    first.setUpChannel();
    TestMux second = new TestMux(first);
    second.send(ChannelSetup.of(2, CHANNEL, TestMux.CAS));
    assertThat(second.answer(ChannelError.class).errorStatus()).isEqualTo(0x0008);
    first.send(ChannelClose.of(2, CHANNEL));
    second.setUpChannel();
  }

  @Test
  void messagesBeforeChannelSetupGet0006() {
    mux.send(ChannelTest.of(2, CHANNEL));
    channelError(0x0006);
    mux.send(ChannelClose.of(2, CHANNEL));
    channelError(0x0006);
    mux.send(mux.provision(1, 0));
    streamError(1, 0x0006);
    mux.send(mux.streamSetup(1, 120));
    streamError(1, 0x0006);
  }

  @Test
  void messagesForAnotherChannelGet0006WithTheirOwnIds() {
    mux.setUpChannel();
    mux.send(StreamTest.of(2, 999, 4));
    StreamError error = mux.answer(StreamError.class);
    assertThat(error.errorStatus()).isEqualTo(0x0006);
    assertThat(error.ecmChannelId()).isEqualTo(999);
    assertThat(error.ecmStreamId()).isEqualTo(4);
    mux.send(ChannelTest.of(2, 999));
    channelError(0x0006);
    mux.send(ChannelClose.of(2, 999));
    channelError(0x0006);
    stillAlive();
  }

  @Test
  void messagesForAnUnknownStreamGet0007() {
    mux.setUpChannel();
    mux.send(StreamTest.of(2, CHANNEL, 5));
    streamError(5, 0x0007);
    mux.send(mux.provision(5, 0));
    streamError(5, 0x0007);
    mux.send(StreamCloseRequest.of(2, CHANNEL, 5));
    streamError(5, 0x0007);
  }

  @Test
  void aStreamThatIsOpenGets0014AndStays() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.streamSetup(1, 100));
    streamError(1, 0x0014);
    mux.send(mux.provision(1, 0));
    mux.answer(EcmResponse.class);
  }

  @Test
  void oneStreamMoreThanMaxStreamsGets0009() {
    TestMux two = new TestMux(withMaxStreams(2));
    two.setUpChannel();
    two.setUpStream(1);
    two.setUpStream(2);
    two.send(two.streamSetup(3, 120));
    assertThat(two.answer(StreamError.class).errorStatus()).isEqualTo(0x0009);
    two.send(StreamCloseRequest.of(2, CHANNEL, 1));
    two.answer(StreamCloseResponse.class);
    two.setUpStream(3);
  }

  @Test
  void oneStreamMoreThanTheEcmgTakesGets000A() {
    TestMux first =
        new TestMux(TestMux.settings().with(SessionRules.defaults().with(limits(10, 1))));
    first.setUpChannel();
    first.setUpStream(1);
    TestMux second = new TestMux(first);
    second.setUpChannel();
    second.send(second.streamSetup(1, 120));
    assertThat(second.answer(StreamError.class).errorStatus()).isEqualTo(0x000A);
    first.channel().close();
    second.setUpStream(1);
  }

  @Test
  void oneOrThreeControlWordsGet000B() {
    mux.setUpChannel();
    mux.setUpStream(1);
    CwProvision.Builder one =
        CwProvision.builder(2, CHANNEL, 1, 5).accessCriteria(new byte[4]).word(5, new byte[8]);
    mux.send(one.build());
    streamError(1, 0x000B);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(5, mux.word(5))
            .word(6, mux.word(6))
            .word(7, mux.word(7))
            .build());
    streamError(1, 0x000B);
    mux.send(mux.provision(1, 5));
    mux.answer(EcmResponse.class);
  }

  @Test
  void controlWordsOfOtherPeriodsGet000B() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(4000, mux.word(1))
            .word(4001, mux.word(2))
            .build());
    streamError(1, 0x000B);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(5, mux.word(5))
            .word(5, mux.word(5))
            .build());
    streamError(1, 0x000B);
  }

  @Test
  void theCryptoPeriodAfter65535Is0() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 65535));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(65535);
  }

  @Test
  void aControlWordLengthThatDoesNotFitGets000FWithTheSentence() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(provisionOf(new byte[5], new byte[5]));
    StreamError error = streamError(1, 0x000F);
    assertThat(text(error.errorInformation().get(0))).contains("5 bytes");
    mux.send(provisionOf(new byte[3000], new byte[3000]));
    streamError(1, 0x000F);
  }

  @Test
  void controlWordsOf16BytesAreCarried() {
    mux.setUpChannel();
    mux.setUpStream(1);
    byte[] first = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    byte[] second = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    mux.send(provisionOf(first, second));
    ByteBuffer ecm = mux.answer(EcmResponse.class).ecmDatagram();
    byte[] section = new byte[ecm.remaining()];
    ecm.get(section);
    assertThat(section).containsSubsequence(first).containsSubsequence(second);
  }

  @Test
  void encryptedControlWordsGet0011WithTheParameter() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .cwEncryption(new byte[] {1})
            .accessCriteria(new byte[4])
            .word(5, mux.word(5))
            .word(6, mux.word(6))
            .build());
    StreamError error = streamError(1, 0x0011);
    assertThat(bytes(error.errorInformation().get(0))).containsExactly(0x00, 0x18);
  }

  @Test
  void missingAccessCriteriaGetTheProfilesErrorOrTheDefault() {
    mux.setUpChannel();
    mux.setUpStream(1);
    CwProvision bare = provisionWithoutCriteria(mux, 5);
    mux.send(bare);
    streamError(1, 0x0010);

    SessionRules rules =
        SessionRules.defaults()
            .with(io.caskade.api.base.AccessCriteria.of(new byte[] {0, 0, 0, 9}));
    TestMux other = new TestMux(TestMux.settings().with(rules));
    other.setUpChannel();
    other.setUpStream(1);
    other.send(provisionWithoutCriteria(other, 5));
    assertThat(bytes(other.answer(EcmResponse.class).ecmDatagram())).endsWith(0, 0, 0, 9);
  }

  @Test
  void accessCriteriaAreRememberedPerStream() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.setUpStream(2);
    mux.send(mux.provision(1, 5, new byte[] {0, 0, 0, 4}));
    mux.answer(EcmResponse.class);
    mux.send(provisionWithoutCriteria(mux, 6));
    assertThat(bytes(mux.answer(EcmResponse.class).ecmDatagram())).endsWith(0, 0, 0, 4);
    mux.send(
        CwProvision.builder(2, CHANNEL, 2, 5).word(5, mux.word(5)).word(6, mux.word(6)).build());
    streamError(2, 0x0010);
  }

  @Test
  void moreAccessCriteriaThanOneConnectionMayKeepGet000C() {
    mux.setUpChannel();
    int streams = (16 << 20) / 60_000 + 1;
    for (int stream = 1; stream <= streams; stream++) {
      mux.setUpStream(stream);
      mux.send(mux.provision(stream, 0, new byte[60_000]));
      if (stream < streams) {
        mux.answer(EcmResponse.class);
      }
    }
    streamError(streams, 0x000C);
    mux.send(StreamCloseRequest.of(2, CHANNEL, 1));
    mux.answer(StreamCloseResponse.class);
    mux.send(mux.provision(streams, 0, new byte[60_000]));
    mux.answer(EcmResponse.class);
  }

  @Test
  void aProfileThatThrowsGets7000AndTheSessionGoesOn() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.issuer().broken(true);
    mux.send(mux.provision(1, 0));
    streamError(1, 0x7000);
    mux.issuer().broken(false);
    mux.send(mux.provision(1, 1));
    mux.answer(EcmResponse.class);
  }

  @Test
  void errorsFromTheScsAreNotAnswered() {
    mux.send(ChannelError.of(2, CHANNEL, EcmgErrorStatus.UNKNOWN_ERROR));
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(
        ChannelError.of(2, CHANNEL, EcmgErrorStatus.UNKNOWN_ERROR),
        StreamError.of(2, CHANNEL, 1, EcmgErrorStatus.UNKNOWN_ERROR),
        StreamError.of(2, CHANNEL, 99, EcmgErrorStatus.UNKNOWN_ERROR));
    mux.sendHex("0200050006000E00020007"); // channel_error without error_status
    mux.send(StreamStatus.of(2, CHANNEL, 1, OptionalInt.of(1), true));
    assertThat(mux.poll()).isNull();
    assertThat(mux.listener().counters().get(Counter.ERRORS_RECEIVED)).isEqualTo(4);
    stillAlive();
  }

  @Test
  void anUnrecoverableErrorFromTheScsClosesStreamOrChannel() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(StreamError.of(2, CHANNEL, 1, EcmgErrorStatus.UNRECOVERABLE_ERROR));
    mux.send(mux.provision(1, 0));
    streamError(1, 0x0007);
    mux.send(ChannelError.of(2, CHANNEL, EcmgErrorStatus.UNRECOVERABLE_ERROR));
    mux.send(ChannelTest.of(2, CHANNEL));
    channelError(0x0006);
  }

  @Test
  void threeInvalidMessagesInARowCloseTheConnection() {
    mux.setUpChannel();
    for (int i = 0; i < 2; i++) {
      mux.sendHex("0200060000");
      channelError(0x0003);
    }
    stillAlive();
    for (int i = 0; i < 3; i++) {
      mux.sendHex("0200060000");
      channelError(0x0003);
    }
    assertThat(mux.isOpen()).isFalse();
  }

  @Test
  void aMuxWithAnOddStreamIsNotThrownOut() {
    mux.setUpChannel();
    mux.setUpStream(1);
    for (int i = 0; i < 10; i++) {
      mux.sendHex("0201020006000E00020007"); // stream_test without a stream
      assertThat(mux.answer(StreamError.class).errorStatus()).isEqualTo(0x0010);
    }
    stillAlive();
  }

  @Test
  void channelCloseIsNotAnsweredAndFreesEverything() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(ChannelClose.of(2, CHANNEL));
    assertThat(mux.poll()).isNull();
    mux.setUpChannel();
    mux.send(StreamTest.of(2, CHANNEL, 1));
    streamError(1, 0x0007);
  }

  @Test
  void answersComeInTheOrderOfTheRequests() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 0), mux.provision(1, 1), ChannelTest.of(2, CHANNEL));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isZero();
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(1);
    mux.answer(ChannelStatus.class);
  }

  @Test
  void anEcmIdThatWasSentIsRepeatedAlsoInVersion1() {
    TestMux old = new TestMux().version(1);
    old.setUpChannel();
    old.send(old.streamSetup(1, 120));
    assertThat(old.answer(StreamStatus.class).ecmId()).hasValue(1);
    old.sendHex("0101010012000E00020007000F0002000200100002003C");
    assertThat(old.answer(StreamStatus.class).ecmId()).isEmpty();
  }

  private void stillAlive() {
    mux.send(ChannelTest.of(2, CHANNEL));
    mux.answer(ChannelStatus.class);
    assertThat(mux.isOpen()).isTrue();
  }

  private ChannelError channelError(int status) {
    ChannelError error = mux.answer(ChannelError.class);
    assertThat(error.errorStatus()).isEqualTo(status);
    return error;
  }

  private StreamError streamError(int stream, int status) {
    StreamError error = mux.answer(StreamError.class);
    assertThat(error.errorStatus()).isEqualTo(status);
    assertThat(error.ecmStreamId()).isEqualTo(stream);
    return error;
  }

  private static CwProvision provisionOf(byte[] first, byte[] second) {
    return CwProvision.builder(2, CHANNEL, 1, 5)
        .accessCriteria(new byte[4])
        .word(5, first)
        .word(6, second)
        .build();
  }

  private static CwProvision provisionWithoutCriteria(TestMux mux, int cp) {
    return CwProvision.builder(2, CHANNEL, 1, cp)
        .word(cp, mux.word(cp))
        .word(cp + 1, mux.word(cp + 1))
        .build();
  }

  private static ListenerSettings withMaxStreams(int most) {
    ListenerSettings usual = TestMux.settings();
    var terms = usual.terms();
    return usual.with(
        new io.caskade.lib.simulcrypt.ecmg.ChannelTerms(
            terms.form(),
            terms.acDelayStartMs(),
            terms.acDelayStopMs(),
            terms.delayStartMs(),
            terms.delayStopMs(),
            terms.transitionDelayStartMs(),
            terms.transitionDelayStopMs(),
            terms.ecmRepPeriodMs(),
            most,
            terms.minCpDuration(),
            terms.leadCw(),
            terms.cwPerMsg(),
            terms.maxCompTimeMs()));
  }

  private static SessionRules.Limits limits(int channels, int streams) {
    SessionRules.Limits usual = SessionRules.Limits.defaults();
    return new SessionRules.Limits(
        usual.connections(),
        channels,
        streams,
        usual.messageBytes(),
        usual.criteriaBytes(),
        usual.pduTimeout(),
        usual.writeTimeout());
  }

  private static byte[] information(ChannelError error) {
    return bytes(error.errorInformation().get(0));
  }

  private static String text(ChannelError error) {
    return text(error.errorInformation().get(0));
  }

  private static String text(ByteBuffer information) {
    return new String(bytes(information), StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
