package io.caskade.ecm.issuer.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.caskade.api.base.CaskadeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EcmTimeTest {
  private static final long START = World.START.getEpochSecond();

  private final World world = new World();
  private final EcmTime time = world.start();

  @Test
  void beginsAtTheSystemClockAndGoesOnWithTheMonotonicOne() {
    assertThat(time.seconds()).isEqualTo(START);
    world.advance(999);
    assertThat(time.seconds()).isEqualTo(START);
    world.advance(1);
    assertThat(time.seconds()).isEqualTo(START + 1);
    world.run(time, 3_600);
    assertThat(time.seconds()).isEqualTo(START + 3_601);
    assertThat(time.pendingStep()).isEmpty();
  }

  @Test
  void smallDifferenceIsSlewedAtMostHalfAMillisecondPerSecond() {
    world.step(1_000);
    time.tick();

    world.run(time, 1_000);
    assertThat(lead(time)).isCloseTo(-500L, within(1L));
    world.run(time, 1_100);
    assertThat(lead(time)).isCloseTo(0L, within(1L));
    assertThat(time.pendingStep()).isEmpty();
  }

  @Test
  void smallDifferenceBackwardsIsSlewedToo() {
    world.step(-1_000);
    time.tick();

    world.run(time, 1_000);
    assertThat(lead(time)).isCloseTo(500L, within(1L));
    world.run(time, 1_100);
    assertThat(lead(time)).isCloseTo(0L, within(1L));
  }

  @Test
  void stepForwardIsNotFollowedUntilItIsAccepted() {
    world.step(86_400_000);
    world.run(time, 60);

    assertThat(time.seconds()).isEqualTo(START + 60);
    assertThat(time.state().pendingStep()).isEqualTo(Duration.ofDays(1));
    assertThat(time.pendingStep().orElseThrow().since()).isEqualTo(World.START.plusSeconds(86_401));

    time.accept();
    assertThat(time.seconds()).isEqualTo(START + 60 + 86_400);
    assertThat(time.pendingStep()).isEmpty();
    assertThat(time.state().pendingStep()).isZero();
  }

  @Test
  void acceptedStepForwardRaisesTheFloorFirst() {
    world.step(86_400_000);
    time.tick();
    time.accept();

    assertThat(world.floor.orElseThrow()).isGreaterThan(START + 86_400);
  }

  @Test
  void stepBackwardIsNotFollowedUntilItIsAcceptedAndThenByRunningSlower() {
    world.run(time, 10);
    world.step(-100_000);
    world.run(time, 60);
    assertThat(time.seconds()).isEqualTo(START + 70);
    assertThat(time.state().pendingStep()).isEqualTo(Duration.ofSeconds(-100));

    time.accept();
    assertThat(time.pendingStep()).isEmpty();
    long before = time.seconds();
    world.run(time, 1_000);

    assertThat(time.seconds() - before).isCloseTo(950, within(1L));
    assertThat(lead(time)).isCloseTo(50_000L, within(1_000L));
    world.run(time, 6_000);
    assertThat(lead(time)).isCloseTo(0L, within(1L));
    assertThat(time.pendingStep()).isEmpty();
  }

  @Test
  void onTheWayBackEcmsOfASixSecondCryptoPeriodStayMoreThanFiveSecondsApartMostly() {
    world.step(-3_600_000);
    time.tick();
    time.accept();

    int fast = 0;
    long last = time.seconds();
    for (int i = 0; i < 1_000; i++) {
      world.run(time, 6);
      long now = time.seconds();
      fast += now - last <= 5 ? 1 : -1;
      last = now;
    }
    // The counter of tvcas3 chapter 5.1: what counts down outweighs what counts up.
    assertThat(fast).isNegative();
  }

  @Test
  void secondStepOnTheWayBackWaitsForAnAcceptanceOfItsOwn() {
    world.step(-100_000);
    time.tick();
    time.accept();
    world.run(time, 10);

    world.step(-50_000);
    world.run(time, 10);
    assertThat(time.pendingStep()).isPresent();
  }

  @Test
  void stepThatIsTakenBackIsForgotten() {
    world.step(50_000);
    world.run(time, 5);
    world.step(-50_000);
    world.run(time, 1);

    assertThat(time.pendingStep()).isEmpty();
    assertThat(time.seconds()).isEqualTo(START + 6);
  }

  @Test
  void acceptWithoutAStepChangesNothing() {
    world.run(time, 5);
    time.accept();
    assertThat(time.seconds()).isEqualTo(START + 5);
  }

  @Test
  void cleanRestartBeginsExactlyWhereItEnded() {
    world.run(time, 30);
    time.close();

    assertThat(world.floor).hasValue(START + 30);
    assertThat(world.start().seconds()).isEqualTo(START + 30);
  }

  @Test
  void killedAndRestartedAtOnceItBeginsAtTheFloorWithoutAnAlarm() {
    world.run(time, 33);
    long last = time.seconds();

    EcmTime next = world.start();

    assertThat(next.seconds()).isBetween(last, last + 10);
    assertThat(next.pendingStep()).isEmpty();
    world.run(next, 200);
    assertThat(lead(next)).isBetween(0L, 2_000L);
    world.run(next, 4_000);
    assertThat(lead(next)).isCloseTo(0L, within(1L));
  }

  @Test
  void killedAndRestartedAfterSomeSecondsItIsBackAtTheSystemClock() {
    world.run(time, 33);
    world.advance(11_000);

    assertThat(world.start().seconds()).isEqualTo(START + 44);
  }

  @Test
  void systemClockBehindTheFloorAtStartIsAStep() {
    world.run(time, 10);
    long floor = world.floor.orElseThrow();
    world.step(-86_400_000);

    EcmTime next = world.start();

    assertThat(next.seconds()).isEqualTo(floor);
    assertThat(next.pendingStep()).isPresent();
    world.run(next, 60);
    assertThat(next.seconds()).isEqualTo(floor + 60);
  }

  @Test
  void boxThatWasOffForAYearJustBegins() {
    world.run(time, 10);
    world.advance(Duration.ofDays(365).toMillis());

    EcmTime next = world.start();

    assertThat(next.seconds()).isEqualTo(world.system().getEpochSecond());
    assertThat(next.pendingStep()).isEmpty();
  }

  @Test
  void fullDiskStopsNoEcmAndIsTriedAgain() {
    world.diskFull = true;
    world.run(time, 60);
    assertThat(time.seconds()).isEqualTo(START + 60);
    assertThat(world.floor).hasValue(START + 10);

    world.diskFull = false;
    world.run(time, 1);
    assertThat(world.floor).hasValue(START + 71);
  }

  @Test
  void floorIsWrittenSeldomAndIsAlwaysAhead() {
    for (int i = 0; i < 600; i++) {
      world.run(time, 1);
      assertThat(world.floor.orElseThrow()).isGreaterThan(time.seconds());
      assertThat(time.state().floor()).isEqualTo(Instant.ofEpochSecond(world.floor.getAsLong()));
    }
    assertThat(world.writes).isLessThanOrEqualTo(125);
  }

  @Test
  void suspendedMachineIsAStep() {
    world.run(time, 10);
    world.step(3_600_000);
    world.run(time, 1);

    assertThat(time.pendingStep()).isPresent();
    assertThat(time.seconds()).isEqualTo(START + 11);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new EcmTimeSettings(0, 5, Duration.ofSeconds(10)))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("maxSlewPpm");
    assertThatThrownBy(() -> new EcmTimeSettings(500, 51, Duration.ofSeconds(10)))
        .hasMessageContaining("backwardSlewPercent");
    assertThatThrownBy(() -> new EcmTimeSettings(500, 5, Duration.ofSeconds(1)))
        .hasMessageContaining("floorAheadSeconds");
  }

  /** Milliseconds by which ECM time is ahead of the system clock. */
  private static long lead(EcmTime time) {
    return Duration.between(time.state().systemTime(), time.state().ecmTime()).toMillis();
  }
}
