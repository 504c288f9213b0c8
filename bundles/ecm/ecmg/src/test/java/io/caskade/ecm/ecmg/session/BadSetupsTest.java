package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.ProfileTraits;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import io.caskade.lib.simulcrypt.ecmg.StreamTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bad input: channels and streams that are not there, are there already, or are too many. */
class BadSetupsTest extends BadInput {
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
  void anEcmIdThatWasSentIsRepeatedAlsoInVersion1() {
    TestMux old = new TestMux().version(1);
    old.setUpChannel();
    old.send(old.streamSetup(1, 120));
    assertThat(old.answer(StreamStatus.class).ecmId()).hasValue(1);
    old.sendHex("0101010012000E00020007000F0002000200100002003C");
    assertThat(old.answer(StreamStatus.class).ecmId()).isEmpty();
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
}
