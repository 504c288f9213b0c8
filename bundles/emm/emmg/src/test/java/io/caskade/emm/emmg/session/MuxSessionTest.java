package io.caskade.emm.emmg.session;

import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_CLOSE;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_ERROR;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_SETUP;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_STATUS;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_TEST;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.DATA_PROVISION;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_BW_REQUEST;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_CLOSE_REQUEST;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_SETUP;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.Octets;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.ChannelTest;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import io.caskade.lib.simulcrypt.emmg.StreamTest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MuxSessionTest {
  private static final int CLIENT = 0x0B00_0001;

  private final EmmStock stock = EmmStock.ofCards();
  private final VirtualMux mux = new VirtualMux(VirtualMux.settings(), stock);

  @Test
  void setsUpAndSends() {
    mux.connect();
    mux.run(Duration.ofSeconds(1));
    assertThat(mux.types())
        .startsWith(CHANNEL_SETUP, STREAM_SETUP, STREAM_BW_REQUEST, DATA_PROVISION);
    assertThat(mux.session.state()).isEqualTo(MuxState.OPEN);
    assertThat(mux.counters.of(Counter.PROVISIONS)).isEqualTo(mux.provisions().size());
    assertThat(mux.counters.of(Counter.EMMS)).isEqualTo(7L * mux.provisions().size());
  }

  @Test
  void aMuxThatAnswersNothingIsLeftAfterFiveSeconds() {
    mux.unanswered = Set.of(CHANNEL_SETUP);
    mux.connect();
    mux.run(Duration.ofMillis(4_900));
    assertThat(mux.closed).isEmpty();
    mux.run(Duration.ofMillis(300));
    assertThat(mux.closed).isEqualTo("no answer in state channel_setup");
  }

  @Test
  void usesTheConfiguredRateWhenTheRequestStaysUnanswered() {
    mux.unanswered = Set.of(STREAM_BW_REQUEST);
    mux.connect();
    mux.run(Duration.ofMillis(4_800));
    assertThat(mux.provisions()).isEmpty();
    mux.run(Duration.ofSeconds(1));
    assertThat(mux.provisions()).isNotEmpty();
    assertThat(mux.session.allowedKbit()).isEqualTo(64);
  }

  @Test
  void usesTheConfiguredRateWhenTheAllocationHasNoValueOrTheRequestIsRefused() {
    mux.allocation = OptionalInt.empty();
    mux.connect();
    assertThat(mux.session.allowedKbit()).isEqualTo(64);
    VirtualMux other = new VirtualMux(VirtualMux.settings(), stock);
    other.unanswered = Set.of(STREAM_BW_REQUEST);
    other.connect();
    other.channelError(0x0003);
    assertThat(other.session.state()).isEqualTo(MuxState.OPEN);
    assertThat(other.session.allowedKbit()).isEqualTo(64);
  }

  @Test
  void asksAgainWhenTheConfiguredBandwidthChangesWithoutReconnecting() {
    mux.allocation = OptionalInt.of(40);
    mux.connect();
    mux.allocation = OptionalInt.of(50);
    mux.session.apply(VirtualMux.bandwidth(VirtualMux.settings(), 500));
    mux.run(Duration.ofSeconds(1));
    StreamBwRequest asked =
        (StreamBwRequest)
            mux.arrivals.stream()
                .map(VirtualMux.Arrival::message)
                .filter(StreamBwRequest.class::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow();
    assertThat(asked.bandwidthKbit()).hasValue(500);
    assertThat(mux.session.allowedKbit()).isEqualTo(50);
    assertThat(mux.count(CHANNEL_SETUP)).isEqualTo(1);
    assertThat(mux.closed).isEmpty();
  }

  @Test
  void neverRisesAboveAnAllocationBecauseARequestStayedUnanswered() {
    mux.allocation = OptionalInt.of(40);
    mux.connect();
    mux.unanswered = Set.of(STREAM_BW_REQUEST);
    mux.session.apply(VirtualMux.bandwidth(VirtualMux.settings(), 500));
    mux.run(Duration.ofSeconds(6));
    assertThat(mux.session.allowedKbit()).isEqualTo(40);
    mux.session.apply(VirtualMux.bandwidth(VirtualMux.settings(), 20));
    assertThat(mux.session.allowedKbit()).isEqualTo(20);
    assertThat(mux.closed).isEmpty();
  }

  @Test
  void followsItsNewConfigurationWhenTheMuxNeverAnswersRequests() {
    mux.unanswered = Set.of(STREAM_BW_REQUEST);
    mux.connect();
    mux.run(Duration.ofSeconds(6));
    mux.session.apply(VirtualMux.bandwidth(VirtualMux.settings(), 128));
    mux.run(Duration.ofSeconds(6));
    assertThat(mux.session.allowedKbit()).isEqualTo(128);
  }

  @Test
  void answersTestsInEveryState() {
    mux.unanswered = Set.of(CHANNEL_SETUP);
    mux.connect();
    mux.say(ChannelTest.of(2, CLIENT, 1));
    assertThat(mux.types()).containsExactly(CHANNEL_SETUP, CHANNEL_STATUS);
    VirtualMux paused = new VirtualMux(VirtualMux.settings(), stock);
    paused.allocation = OptionalInt.of(0);
    paused.connect();
    paused.say(StreamTest.of(2, CLIENT, 1, 1));
    assertThat(paused.types()).endsWith(STREAM_BW_REQUEST, STREAM_STATUS);
  }

  @Test
  void probesASilentMuxAndLeavesADeadOne() {
    mux.connect();
    mux.run(Duration.ofSeconds(95));
    assertThat(mux.count(CHANNEL_TEST)).isEqualTo(3);
    assertThat(mux.closed).isEmpty();
    mux.unanswered = Set.of(CHANNEL_TEST);
    mux.run(Duration.ofSeconds(45));
    assertThat(mux.closed).isEqualTo("no answer to channel_test");
  }

  @Test
  void stopsPullingWhileTheMuxDoesNotReadAndLeavesItAfterTwentySeconds() {
    mux.connect();
    mux.run(Duration.ofSeconds(1));
    mux.writable = false;
    int asked = stock.asked();
    mux.run(Duration.ofSeconds(19));
    assertThat(stock.asked()).isEqualTo(asked);
    assertThat(mux.closed).isEmpty();
    mux.run(Duration.ofSeconds(2));
    assertThat(mux.closed).isEqualTo("the MUX does not read");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0005, 0x0010})
  void setsTheStreamUpAgainWhenTheMuxForgotIt(int status) {
    mux.connect();
    mux.streamError(status);
    mux.run(Duration.ofSeconds(1));
    assertThat(mux.count(STREAM_SETUP)).isEqualTo(2);
    assertThat(mux.count(CHANNEL_SETUP)).isEqualTo(1);
    assertThat(mux.session.state()).isEqualTo(MuxState.OPEN);
  }

  @Test
  void setsTheChannelUpAgainWhenTheMuxForgotIt() {
    mux.connect();
    mux.channelError(0x0006);
    mux.run(Duration.ofSeconds(1));
    assertThat(mux.count(CHANNEL_SETUP)).isEqualTo(2);
    assertThat(mux.session.state()).isEqualTo(MuxState.OPEN);
  }

  @Test
  void doesNotSetUpForEverOnAMuxThatAlwaysForgets() {
    mux.connect();
    for (int i = 0; i < 20 && mux.closed.isEmpty(); i++) {
      mux.streamError(0x0010);
      mux.run(Duration.ofMillis(10));
    }
    assertThat(mux.closed).contains("unknown data_id");
    assertThat(mux.count(STREAM_SETUP)).isLessThan(10);
  }

  @Test
  void hangsUpOnAnUnrecoverableError() {
    mux.connect();
    mux.channelError(0x7001);
    assertThat(mux.closed).isEqualTo("unrecoverable error (0x7001)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0002, 0x0007, 0x0011, 0x0014, 0x7000, 0x8123})
  void hangsUpWhenTheSetUpIsRefused(int status) {
    mux.unanswered = Set.of(CHANNEL_SETUP);
    mux.connect();
    mux.channelError(status);
    assertThat(mux.closed).contains(String.format("0x%04X", status));
  }

  @Test
  void closesTheChannelWhenTheStreamIsRefused() {
    mux.unanswered = Set.of(STREAM_SETUP);
    mux.connect();
    mux.streamError(0x0013);
    assertThat(mux.types()).endsWith(CHANNEL_CLOSE);
    assertThat(mux.closed).contains("0x0013");
  }

  @Test
  void onlyNotesAnotherErrorInARunningStream() {
    mux.connect();
    mux.streamError(0x000D);
    mux.run(Duration.ofSeconds(1));
    assertThat(mux.session.state()).isEqualTo(MuxState.OPEN);
    assertThat(mux.session.note()).contains("0x000D");
    mux.session.lost();
    mux.connect();
    assertThat(mux.session.note()).as("of the former connection").isEmpty();
  }

  @Test
  void stopClosesStreamAndChannel() {
    mux.connect();
    mux.session.stop();
    mux.run(Duration.ofMillis(200));
    assertThat(mux.types()).endsWith(STREAM_CLOSE_REQUEST, CHANNEL_CLOSE);
    assertThat(mux.closed).isEqualTo("the stream was closed");
  }

  @Test
  void stopDoesNotWaitLongerThanASecondForTheStreamToClose() {
    mux.connect();
    mux.unanswered = Set.of(STREAM_CLOSE_REQUEST);
    mux.session.stop();
    mux.run(Duration.ofMillis(900));
    assertThat(mux.closed).isEmpty();
    mux.run(Duration.ofMillis(300));
    assertThat(mux.types()).endsWith(STREAM_CLOSE_REQUEST, CHANNEL_CLOSE);
    assertThat(mux.closed).isNotEmpty();
  }

  @Test
  void overUdpTheCloseRequestWaitsForTheLastEmms() {
    VirtualMux udp =
        new VirtualMux(
            VirtualMux.data(VirtualMux.settings(), new OutputSettings.DataWay(true, 41_000, false)),
            stock);
    udp.connect();
    udp.run(Duration.ofSeconds(1));
    assertThat(udp.provisions()).isNotEmpty().allMatch(VirtualMux.Arrival::byUdp);
    udp.session.stop();
    long stopped = udp.now();
    udp.run(Duration.ofMillis(90));
    assertThat(udp.count(STREAM_CLOSE_REQUEST)).isZero();
    udp.run(Duration.ofMillis(200));
    assertThat(udp.count(STREAM_CLOSE_REQUEST)).isEqualTo(1);
    assertThat(udp.provisions()).allMatch(arrival -> arrival.nanos() <= stopped);
  }

  @Test
  void aSourceThatVanishesAndComesBackCostsNoConnection() {
    mux.connect();
    mux.run(Duration.ofSeconds(1));
    mux.source = Optional.empty();
    long from = mux.now();
    mux.run(Duration.ofSeconds(2));
    assertThat(stock.closed()).isEqualTo(1);
    assertThat(mux.airBitsSince(from)).isZero();
    EmmStock other = EmmStock.ofCards();
    mux.source = Optional.of(other);
    mux.run(Duration.ofMillis(250));
    assertThat(other.opened()).isEqualTo(1);
    assertThat(mux.airBitsSince(from)).isPositive();
    assertThat(mux.count(CHANNEL_SETUP)).isEqualTo(1);
  }

  @Test
  void aChangedAudienceOpensANewFeedOnTheSameConnection() {
    mux.connect();
    mux.run(Duration.ofSeconds(1));
    OutputSettings s = VirtualMux.settings();
    mux.session.apply(
        new OutputSettings(
            s.host(),
            s.port(),
            s.version(),
            s.ids(),
            s.bandwidthKbit(),
            s.form(),
            s.data(),
            new EmmAudience(
                "one", s.audience().networks(), Set.of("north"), Duration.ofSeconds(90)),
            s.limits(),
            s.probe()));
    mux.run(Duration.ofSeconds(1));
    assertThat(stock.opened()).isEqualTo(2);
    assertThat(stock.closed()).isEqualTo(1);
    assertThat(mux.count(STREAM_BW_REQUEST)).isEqualTo(1);
  }

  @Test
  void whatWasSentSinceTheMuxWasHeardLastIsToldAsUndeliveredWhenTheConnectionDies() {
    mux.connect();
    mux.run(Duration.ofSeconds(7));
    mux.session.lost();
    assertThat(stock.undelivered()).hasSize(1);
    assertThat(stock.undelivered().get(0))
        .isBetween(Duration.ofMillis(6_900), Duration.ofMillis(7_100));
    assertThat(stock.opened()).as("queues and repeats are kept").isEqualTo(1);
    mux.connect();
    assertThat(stock.undelivered()).hasSize(1);
  }

  @Test
  void asksASourceWithNothingDueTenTimesASecond() {
    stock.empty(true);
    mux.connect();
    mux.run(Duration.ofSeconds(10));
    assertThat(stock.asked()).isBetween(95, 105);
    stock.empty(false);
    mux.run(Duration.ofMillis(150));
    assertThat(mux.provisions()).isNotEmpty();
  }

  @Test
  void aFaultySourceCostsEmmsButNeitherConnectionNorLoop() {
    VirtualMux faulty =
        new VirtualMux(
            VirtualMux.settings(),
            audience -> {
              throw new IllegalStateException("not yet");
            });
    faulty.connect();
    faulty.run(Duration.ofSeconds(1));
    assertThat(faulty.counters.of(Counter.FEED_FAILURES)).isBetween(9L, 11L);
    faulty.source = Optional.of(garbage());
    faulty.run(Duration.ofSeconds(1));
    faulty.source = Optional.of(stock);
    faulty.run(Duration.ofSeconds(1));
    assertThat(faulty.provisions()).isNotEmpty();
    assertThat(faulty.closed).isEmpty();
    faulty.source = Optional.of(garbage());
    faulty.run(Duration.ofSeconds(1));
    long failures = faulty.counters.of(Counter.FEED_FAILURES);
    faulty.session.lost();
    assertThat(faulty.counters.of(Counter.FEED_FAILURES)).isEqualTo(failures + 1);
  }

  @Test
  void answersABadMessageAndGoesOn() {
    mux.connect();
    Pdu unknown = Pdu.wrap(new byte[] {2, 0x77, 0x77, 0, 0});
    mux.session.received(EmmgDecoder.atEmmg(Tolerance.STANDARD).decode(unknown));
    assertThat(mux.types()).contains(CHANNEL_ERROR);
    assertThat(mux.counters.of(Counter.ERRORS_SENT)).isEqualTo(1);
    assertThat(mux.session.state()).isEqualTo(MuxState.OPEN);
  }

  private static EmmSource garbage() {
    return audience ->
        new EmmFeed() {
          @Override
          public Optional<EmmDatagram> next(int room) {
            return Optional.of(new EmmDatagram(Octets.of(new byte[] {1, 2, 3, 4, 5})));
          }

          @Override
          public void undelivered(Duration span) {
            throw new IllegalStateException("does not take it back either");
          }

          @Override
          public FeedStatistics statistics() {
            return new FeedStatistics(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0);
          }

          @Override
          public void close() {
            throw new IllegalStateException("does not close either");
          }
        };
  }
}
