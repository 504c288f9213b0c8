package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.FakeIssuer;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A profile or the issuer is being replaced (architecture section 3). max_comp_time is 500 ms. */
class ParkingTest {
  private final TestMux mux = new TestMux();

  ParkingTest() {
    mux.setUpChannel();
    mux.setUpStream(1);
  }

  @Test
  void aProvisionWaitsForTheProfileToComeBack() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4));
    assertThat(mux.poll()).isNull();
    mux.pass(Duration.ofMillis(300));
    mux.issuer().available(true);
    mux.run();
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(4);
    assertThat(mux.listener().counters().get(Counter.PARKED)).isEqualTo(1);
    mux.pass(Duration.ofSeconds(1));
    assertThat(mux.poll()).isNull();
  }

  @Test
  void aProvisionWaitsForTheIssuerToComeBack() {
    mux.issuerGoes();
    mux.send(mux.provision(1, 4));
    assertThat(mux.poll()).isNull();
    mux.issuerComes();
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(4);
  }

  @Test
  void afterFourFifthsOfMaxCompTimeTheWaitEndsWith000D() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4));
    mux.pass(Duration.ofMillis(380));
    assertThat(mux.poll()).isNull();
    mux.pass(Duration.ofMillis(40));
    assertThat(mux.answer(StreamError.class).errorStatus()).isEqualTo(0x000D);
    mux.issuer().available(true);
    mux.run();
    assertThat(mux.poll()).isNull();
    mux.send(mux.provision(1, 5));
    mux.answer(EcmResponse.class);
  }

  @Test
  void theNewestOfAStreamWins() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4), mux.provision(1, 5));
    assertThat(mux.answer(StreamError.class).errorStatus()).isEqualTo(0x000D);
    assertThat(mux.poll()).isNull();
    mux.issuer().available(true);
    mux.run();
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(5);
    assertThat(mux.poll()).isNull();
  }

  @Test
  void readingGoesOnMeanwhile() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4), ChannelTest.of(2, TestMux.CHANNEL), mux.streamSetup(2, 120));
    assertThat(mux.answerTypes())
        .containsExactly(EcmgMessageType.CHANNEL_STATUS, EcmgMessageType.STREAM_STATUS);
  }

  @Test
  void aStreamThatIsClosedForgetsWhatWaited() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4), StreamCloseRequest.of(2, TestMux.CHANNEL, 1));
    mux.answer(StreamCloseResponse.class);
    mux.issuer().available(true);
    mux.run();
    assertThat(mux.poll()).isNull();
  }

  @Test
  void aChannelThatIsClosedForgetsWhatWaited() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4), ChannelClose.of(2, TestMux.CHANNEL));
    mux.issuer().available(true);
    mux.pass(Duration.ofSeconds(1));
    assertThat(mux.poll()).isNull();
  }

  @Test
  void aConnectionThatIsLostForgetsWhatWaited() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4));
    mux.channel().close();
    mux.issuer().available(true);
    mux.run();
    assertThat(mux.issuer().issued()).isZero();
  }

  @Test
  void everyStreamOfAChannelMayWait() {
    for (int stream = 2; stream <= 500; stream++) {
      mux.setUpStream(stream);
    }
    mux.issuer().available(false);
    for (int stream = 1; stream <= 500; stream++) {
      mux.send(mux.provision(stream, 9));
    }
    mux.issuer().available(true);
    mux.run();
    assertThat(mux.answerTypes()).hasSize(500).containsOnly(EcmgMessageType.ECM_RESPONSE);
  }

  @Test
  void aChannelSetupWaitsForTheIssuer() {
    TestMux early = new TestMux(TestMux.settings(), new FakeIssuer(), false);
    early.send(ChannelSetup.of(2, 7, TestMux.CAS));
    early.pass(Duration.ofSeconds(3));
    assertThat(early.poll()).isNull();
    early.issuerComes();
    early.answer(ChannelStatus.class);
    early.pass(Duration.ofSeconds(3));
    assertThat(early.poll()).isNull();
  }

  @Test
  void aChannelSetupWaitsWhileTheHeadEndStartsAndServesNothingYet() {
    FakeIssuer starting = new FakeIssuer();
    starting.serve(Set.of());
    TestMux early = new TestMux(TestMux.settings(), starting, true);
    early.send(ChannelSetup.of(2, 7, TestMux.CAS));
    early.pass(Duration.ofSeconds(3));
    assertThat(early.poll()).isNull();
    starting.serve(Set.of(0x0B00));
    early.run();
    early.answer(ChannelStatus.class);
  }

  @Test
  void anotherSuperCasIdThanTheServedOnesIsRefusedAtOnce() {
    FakeIssuer other = new FakeIssuer();
    other.serve(Set.of(0x4A00));
    TestMux early = new TestMux(TestMux.settings(), other, true);
    early.send(ChannelSetup.of(2, 7, TestMux.CAS));
    early.answer(ChannelError.class);
  }

  @Test
  void aChannelSetupDoesNotWaitForEver() {
    TestMux early = new TestMux(TestMux.settings(), new FakeIssuer(), false);
    early.send(ChannelSetup.of(2, 7, TestMux.CAS));
    early.pass(Duration.ofMillis(4_100));
    assertThat(early.answer(ChannelError.class).errorStatus()).isEqualTo(0x000D);
    early.issuerComes();
    early.setUpChannel();
  }

  @Test
  void workThatComesTooLateGets000DRatherThanSilence() {
    mux.setUpStream(2);
    mux.issuer().work(() -> mux.stall(Duration.ofMillis(600)));
    mux.send(mux.provision(1, 4), mux.provision(2, 4));
    assertThat(mux.answer(EcmResponse.class).ecmStreamId()).isEqualTo(1);
    StreamError late = mux.answer(StreamError.class);
    assertThat(late.ecmStreamId()).isEqualTo(2);
    assertThat(late.errorStatus()).isEqualTo(0x000D);
    mux.issuer().work(() -> {});
    mux.send(mux.provision(2, 5));
    mux.answer(EcmResponse.class);
    assertThat(mux.listener().counters().get(Counter.OVERLOADED)).isEqualTo(1);
  }
}
