package io.caskade.emm.emmg;

import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_CLOSE;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_SETUP;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.DATA_PROVISION;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_CLOSE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.EndpointState;
import io.caskade.emm.emmg.session.EmmStock;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.emm.emmg.wire.OutputLoops;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An output of a node that has company, on sockets of loopback. */
@Timeout(60)
class PairedOutputTest {
  private final EmmStock stock = EmmStock.ofCards();
  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private OutputLoops loops;
  private FakeMux mux;
  private EmmgOutput output;

  @BeforeEach
  void open() throws Exception {
    loops = OutputLoops.open(1);
    mux = new FakeMux();
    output =
        new EmmgOutput(
            settings(Map.of()), () -> Optional.of(stock), loops, new Random(1), () -> now);
  }

  @AfterEach
  void close() throws Exception {
    output.close();
    mux.close();
    loops.close();
  }

  @Test
  void connectsOnlyWhenItOwnsAndTakesTheFeedOver() throws Exception {
    var referee = new Referee(Referee.UNKNOWN);
    output.seat().bind(referee);
    output.start();
    awaitDetail("Waits until it is known which node sends.");
    referee.deal(Referee.THEIRS);
    awaitDetail("Standby; node there sends.");
    assertThat(output.state()).isEqualTo(EndpointState.STANDBY);
    assertThat(output.alarms()).isEmpty();
    assertThat(mux.connections()).isZero();
    assertThat(stock.opened()).isZero();
    assertThat(referee.claimed).containsExactly("emm 0B000001:1:127.0.0.1:" + mux.port());

    referee.deal(Referee.OURS);
    mux.await(DATA_PROVISION);
    assertThat(stock.takenOver()).isEqualTo(1);
    await(() -> output.state() == EndpointState.RUNNING);
  }

  @Test
  void closesStreamAndConnectionWithinASecondWhenAnotherNodeOwns() throws Exception {
    var referee = new Referee(Referee.OURS);
    output.seat().bind(referee);
    output.start();
    mux.await(DATA_PROVISION);
    assertThat(stock.takenOver()).as("nobody sent before").isZero();
    long lost = System.nanoTime();
    referee.deal(Referee.THEIRS);
    mux.await(STREAM_CLOSE_REQUEST);
    mux.await(CHANNEL_CLOSE);
    assertThat(Duration.ofNanos(System.nanoTime() - lost)).isLessThan(Duration.ofSeconds(1));
    awaitDetail("Standby; node there sends.");
    assertThat(stock.closed()).isEqualTo(1);
    assertThat(output.alarms()).isEmpty();

    referee.deal(Referee.OURS);
    assertThat(mux.await(DATA_PROVISION).connection()).isEqualTo(2);
    assertThat(stock.takenOver()).isEqualTo(1);
  }

  @Test
  void aDeadConnectionComesBackOnlyWhenItIsSeenWhoOwns() throws Exception {
    var referee = new Referee(Referee.OURS);
    referee.doubtInterruptions();
    output.seat().bind(referee);
    output.start();
    mux.await(DATA_PROVISION);
    mux.drop();
    await(() -> referee.interrupted.get() == 1);
    assertThat(mux.connections()).isEqualTo(1);
    assertThat(stock.closed()).as("the feed stays").isZero();
    referee.deal(Referee.OURS);
    assertThat(mux.await(CHANNEL_SETUP).connection()).isEqualTo(2);
    mux.await(DATA_PROVISION);
    assertThat(stock.opened()).isEqualTo(1);
  }

  @Test
  void aMuxThatRefusesTheSecondClientAtATakeoverIsBorneForAMinute() throws Exception {
    mux.be(FakeMux.Manner.REFUSE_CHANNEL);
    var referee = new Referee(Referee.THEIRS);
    output.seat().bind(referee);
    output.start();
    awaitDetail("Standby; node there sends.");
    referee.deal(Referee.OURS);
    await(() -> mux.connections() >= 2);
    assertThat(output.alarms()).isEmpty();
    assertThat(output.detail()).contains("is not reached").contains("Tried again in");
    now = now.plusSeconds(61);
    await(() -> !output.alarms().isEmpty());
    mux.be(FakeMux.Manner.WELL);
    mux.await(DATA_PROVISION);
  }

  @Test
  void anotherTargetIsAnotherRightAndTheEndGivesItBack() throws Exception {
    var referee = new Referee(Referee.THEIRS);
    output.seat().bind(referee);
    output.start();
    output.apply(settings(Map.of("dataId", 7)));
    assertThat(referee.claimed).hasSize(2);
    assertThat(referee.claimed.get(1)).startsWith("emm 0B000001:7:");
    assertThat(referee.closed).containsExactly(referee.claimed.get(0));
    output.close();
    assertThat(referee.closed).isEqualTo(referee.claimed);
  }

  @Test
  void goesOnAsItWasWhileTheLeasesAreExchanged() throws Exception {
    var component = new EmmgComponent();
    var own = new EmmgLoops();
    component.loops = own;
    var referee = new Referee(Referee.THEIRS);
    component.bindLeases(referee);
    component.activate(
        SettingsReaderTest.config(Map.of("port", mux.port())),
        Map.of("service.pid", "io.caskade.emmg~north"),
        EmmgOutputTest.context());
    component.bindSource(stock);
    await(() -> component.detail().equals("Standby; node there sends."));
    component.unbindLeases(referee);
    assertThat(component.state()).isEqualTo(EndpointState.STANDBY);
    component.bindLeases(new Referee(Referee.OURS));
    mux.await(DATA_PROVISION);
    component.stop();
    assertThat(component.state()).isEqualTo(EndpointState.STOPPED);
    component.deactivate();
    own.close();
  }

  private OutputSettings settings(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.putIfAbsent("port", mux.port());
    all.putIfAbsent("bandwidthKbit", 1_000);
    return SettingsReader.read("test", SettingsReaderTest.config(all));
  }

  private void awaitDetail(String detail) {
    await(() -> output.detail().equals(detail));
  }

  private static void await(Supplier<Boolean> condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("it happens within 30 s").isLessThan(end);
      Thread.yield();
    }
  }
}
