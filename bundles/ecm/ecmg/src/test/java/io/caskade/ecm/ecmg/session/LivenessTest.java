package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Silent, slow and dead peers. */
class LivenessTest {
  private final TestMux mux = new TestMux();

  @Test
  void aSilentMuxIsAskedAfterAMinuteAndClosedTenSecondsLater() {
    mux.version(3).setUpChannel();
    mux.pass(Duration.ofSeconds(59));
    assertThat(mux.poll()).isNull();
    mux.pass(Duration.ofSeconds(2));
    ChannelTest probe = mux.answer(ChannelTest.class);
    assertThat(probe.version()).isEqualTo(3);
    assertThat(probe.ecmChannelId()).isEqualTo(TestMux.CHANNEL);
    mux.pass(Duration.ofSeconds(9));
    assertThat(mux.isOpen()).isTrue();
    mux.pass(Duration.ofSeconds(2));
    assertThat(mux.isOpen()).isFalse();
  }

  @Test
  void aMuxThatAnswersStays() {
    mux.setUpChannel();
    for (int i = 0; i < 5; i++) {
      mux.pass(Duration.ofSeconds(61));
      mux.answer(ChannelTest.class);
      mux.send(ChannelStatus.of(2, TestMux.CHANNEL, TestMux.settings().terms()));
    }
    mux.pass(Duration.ofSeconds(20));
    assertThat(mux.isOpen()).isTrue();
  }

  @Test
  void aMuxThatWorksIsNotAsked() {
    mux.setUpChannel();
    mux.setUpStream(1);
    for (int cp = 0; cp < 20; cp++) {
      mux.send(mux.provision(1, cp));
      mux.answer(EcmResponse.class);
      mux.pass(Duration.ofSeconds(10));
    }
    assertThat(mux.poll()).isNull();
  }

  @Test
  void aConnectionThatNeverSetsUpIsClosedAfterFiveMinutes() {
    mux.pass(Duration.ofSeconds(299));
    assertThat(mux.isOpen()).isTrue();
    mux.pass(Duration.ofSeconds(2));
    assertThat(mux.isOpen()).isFalse();
  }

  @Test
  void aMessageThatDoesNotEndIsNotWaitedForLongerThanAMinute() {
    mux.setUpChannel();
    byte[] test = ChannelTest.of(2, TestMux.CHANNEL).pdu().toByteArray();
    for (int i = 0; i < 10 && mux.isOpen(); i++) {
      mux.send(new byte[] {test[i]});
      mux.pass(Duration.ofSeconds(10));
      mux.poll();
    }
    assertThat(mux.isOpen()).isFalse();
  }

  @Test
  void piecesOfMessagesInAnEndlessStreamAreFine() {
    mux.setUpChannel();
    byte[] test = ChannelTest.of(2, TestMux.CHANNEL).pdu().toByteArray();
    byte[] shifted = new byte[test.length];
    System.arraycopy(test, 5, shifted, 0, test.length - 5);
    System.arraycopy(test, 0, shifted, test.length - 5, 5);
    mux.send(new byte[] {test[0], test[1], test[2], test[3], test[4]});
    for (int i = 0; i < 30; i++) {
      mux.send(shifted); // ends one message and begins the next
      mux.answer(ChannelStatus.class);
      mux.pass(Duration.ofSeconds(5));
    }
    assertThat(mux.isOpen()).isTrue();
  }

  @Test
  void aMuxThatDoesNotReadIsNotReadAndClosedAfterTenSeconds() {
    mux.setUpChannel();
    reads(false);
    assertThat(mux.channel().config().isAutoRead()).isFalse();
    mux.pass(Duration.ofSeconds(9));
    reads(true);
    assertThat(mux.channel().config().isAutoRead()).isTrue();
    mux.pass(Duration.ofSeconds(9));
    assertThat(mux.isOpen()).isTrue();
    reads(false);
    mux.pass(Duration.ofSeconds(11));
    assertThat(mux.isOpen()).isFalse();
  }

  @Test
  void onAStrictListenerAnIdBelongsToItsConnectionWhileThatAnswers() {
    TestMux first = new TestMux(strict());
    first.setUpChannel();
    TestMux second = new TestMux(first);
    second.send(ChannelSetup.of(2, TestMux.CHANNEL, TestMux.CAS));
    first.run();
    first.answer(ChannelTest.class);
    assertThat(second.poll()).isNull();
    first.send(ChannelStatus.of(2, TestMux.CHANNEL, TestMux.settings().terms()));
    second.run();
    assertThat(second.answer(ChannelError.class).errorStatus()).isEqualTo(0x0013);
    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isTrue();
  }

  @Test
  void onAStrictListenerADeadConnectionLosesItsIdAfterTwoSeconds() {
    TestMux first = new TestMux(strict());
    first.setUpChannel();
    TestMux second = new TestMux(first);
    second.send(ChannelSetup.of(2, TestMux.CHANNEL, TestMux.CAS));
    first.run();
    first.answer(ChannelTest.class);
    first.pass(Duration.ofMillis(2_300));
    second.run();
    assertThat(first.isOpen()).isFalse();
    second.answer(ChannelStatus.class);
  }

  @Test
  void onAStrictListenerAClosedConnectionFreesItsIdAtOnce() {
    TestMux first = new TestMux(strict());
    first.setUpChannel();
    first.channel().close();
    TestMux second = new TestMux(first);
    second.setUpChannel();
  }

  @Test
  void onAStrictListenerTwoClaimantsOfADeadConnectionDoNotBothWin() {
    TestMux dead = new TestMux(strict());
    dead.setUpChannel();
    TestMux one = new TestMux(dead);
    TestMux two = new TestMux(dead);
    one.send(ChannelSetup.of(2, TestMux.CHANNEL, TestMux.CAS));
    two.send(ChannelSetup.of(2, TestMux.CHANNEL, TestMux.CAS));
    dead.run();
    dead.pass(Duration.ofMillis(2_300));
    one.run();
    two.run();
    one.answer(ChannelStatus.class);
    one.run();
    one.answer(ChannelTest.class); // the second one claims it from the first
    one.send(ChannelStatus.of(2, TestMux.CHANNEL, TestMux.settings().terms()));
    two.run();
    assertThat(two.answer(ChannelError.class).errorStatus()).isEqualTo(0x0013);
  }

  @Test
  void onAnOrdinaryListenerIdsAreKeyedByConnection() {
    mux.setUpChannel();
    TestMux second = new TestMux(mux);
    second.setUpChannel();
    assertThat(mux.poll()).isNull();
  }

  private void reads(boolean yes) {
    mux.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, yes);
    mux.run();
  }

  private static ListenerSettings strict() {
    return TestMux.settings()
        .with(SessionRules.defaults().with(SessionRules.SequenceTolerance.STRICT));
  }
}
