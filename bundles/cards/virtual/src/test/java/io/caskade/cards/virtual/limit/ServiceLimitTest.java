package io.caskade.cards.virtual.limit;

import static io.caskade.cards.virtual.limit.Household.OFF;
import static io.caskade.cards.virtual.limit.Household.cycling;
import static io.caskade.cards.virtual.limit.Household.steady;
import static io.caskade.cards.virtual.limit.Household.zapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two services at a time, three never, and nobody is punished for zapping. */
class ServiceLimitTest {
  private static final long DAY = 86_400;
  private static final long HOUR = 3_600;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;

  /** Periods for what takes longer to try. */
  private static final int[] SOME = {5, 6, 8, 10, 12, 15, 20, 25, 30};

  private static final Duration BLOCK = Duration.ofDays(1);

  private final SplittableRandom random = new SplittableRandom(11);

  /** Where the periods of services begin: together, apart, or by chance. */
  private static Map<String, IntUnaryOperator> phases(int period) {
    return Map.of(
        "same second", service -> 0,
        "spread", service -> service * period / 3 % period,
        "scattered", service -> Math.floorMod(service * 7_919 + 5, period));
  }

  @Test
  void oneAndTwoServicesAreOpenedForADayAtEveryPeriod() {
    for (int period = SHORTEST; period <= LONGEST; period++) {
      for (var phase : phases(period).entrySet()) {
        for (int services = 1; services <= 2; services++) {
          Household home = home(2, period, phase.getValue());
          IntStream.range(0, services).forEach(i -> home.with(steady(i)));
          home.run(DAY);
          assertThat(home.asked).isGreaterThanOrEqualTo(services * (DAY / period));
          assertThat(home.refused)
              .as("%d services, %s, %d s", services, phase.getKey(), period)
              .isZero();
        }
      }
    }
  }

  @Test
  void aThirdServiceIsRefusedWithinFiveMinutesAndBlocksWithinThirteenAtEveryPeriod() {
    for (int period = SHORTEST; period <= LONGEST; period++) {
      for (var phase : phases(period).entrySet()) {
        for (int services = 3; services <= 5; services++) {
          String what = services + " services, " + phase.getKey() + ", " + period + " s";
          ServiceLimit limit = limit(2);
          Household home = new Household(limit, period, phase.getValue());
          IntStream.range(0, services).forEach(i -> home.with(steady(i)));
          home.run(5 * 60 + 2L * period);
          long refusedTuners =
              IntStream.range(0, services).filter(i -> home.refusedOf(i) > 0).count();
          assertThat(refusedTuners).as(what).isEqualTo(services - 2);
          home.run(8 * 60);
          assertThat(limit.blocked()).as(what).isTrue();
        }
      }
    }
  }

  @Test
  void manyMoreServicesThanAreRememberedBlockAsWell() {
    for (int services : new int[] {16, 17, 40, 65, 200}) {
      ServiceLimit limit = limit(2);
      Household home = new Household(limit, 10, service -> service % 10);
      IntStream.range(0, services).forEach(i -> home.with(steady(i)));
      home.run(12 * 60);
      assertThat(limit.blocked()).as("%d services", services).isTrue();
    }
  }

  @Test
  void fastZappingBesideARecordingIsNeverRefusedInADay() {
    for (int period : SOME) {
      for (var phase : phases(period).entrySet()) {
        for (int among : new int[] {3, 5, 10, 100}) {
          Household home =
              home(2, period, phase.getValue())
                  .with(steady(1_000))
                  .with(zapping(random, 0, among, 1, 5))
                  .run(DAY);
          assertThat(home.refused)
              .as("%d services, %s, %d s", among, phase.getKey(), period)
              .isZero();
        }
      }
    }
  }

  /**
   * Back sooner than a period, so that ECMs repeat, or later than two, so that chains break. In
   * step with the period the card gets the very ECMs, in the very order, of so many steady viewers.
   */
  @Test
  void goingThroughServicesInOrderBesideARecordingIsNeverRefused() {
    for (int period : SOME) {
      for (int among : new int[] {2, 3, 4, 5, 7, 10, 15, 25, 40}) {
        for (int dwell = 1; dwell <= 4; dwell++) {
          if (among * dwell <= period * 2 / 3 || (among - 1) * dwell >= 2 * period) {
            Household home =
                home(2, period, phases(period).get("scattered"))
                    .with(steady(1_000))
                    .with(cycling(0, among, dwell))
                    .run(HOUR);
            assertThat(home.refused).as("%d x %d s, %d s", among, dwell, period).isZero();
          }
        }
      }
    }
  }

  @Test
  void twoZappingBoxesAreNeverRefused() {
    for (int period : SOME) {
      Household home =
          home(2, period, phases(period).get("scattered"))
              .with(zapping(random, 0, 20, 1, 5))
              .with(zapping(random, 0, 20, 2, 90))
              .run(DAY);
      assertThat(home.refused).as("%d s", period).isZero();
    }
  }

  @Test
  void anEveningOfRecordingsViewsAndChangesIsNeverRefused() {
    for (int period : SOME) {
      Household home =
          home(2, period, phases(period).get("scattered"))
              .with(zapping(random, 0, 30, 900, 5_400))
              .with(zapping(random, 30, 30, 3, 2_400))
              .run(DAY);
      assertThat(home.refused).as("%d s", period).isZero();
    }
  }

  @Test
  void servicesOfDifferentPeriodsAreCountedAlike() {
    IntUnaryOperator periods = service -> new int[] {5, 10, 30, 7, 12}[service % 5];
    for (int first = 0; first < 5; first++) {
      Household two =
          new Household(limit(2), periods, service -> service)
              .with(steady(first))
              .with(zapping(random, first + 1, 4, 5, 900))
              .run(DAY);
      assertThat(two.refused).isZero();

      ServiceLimit limit = limit(2);
      new Household(limit, periods, service -> service)
          .with(steady(first))
          .with(steady(first + 1))
          .with(steady(first + 2))
          .run(15 * 60);
      assertThat(limit.blocked()).as("services from %d on", first).isTrue();
    }
  }

  @Test
  void aRecordingPlayedBackIsAServiceLikeAnother() {
    Household two =
        home(2, 10, service -> service).with(steady(1)).with(steady(2), 9 * DAY).run(DAY);
    assertThat(two.refused).isZero();

    ServiceLimit limit = limit(2);
    new Household(limit, 10, service -> service)
        .with(steady(1))
        .with(steady(2))
        .with(steady(3), 9 * DAY)
        .run(HOUR);
    assertThat(limit.blocked()).isTrue();
  }

  @Test
  void aServiceThatIsLeftFreesItsSlot() {
    for (int period = SHORTEST; period <= LONGEST; period++) {
      long change = 20 * 60;
      Household home =
          home(2, period, phases(period).get("spread"))
              .with(steady(0))
              .with(second -> 1 + (int) (second / change))
              .run(DAY);
      assertThat(home.refused).as("%d s", period).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 30})
  void aThirdServiceIsOpenedAgainOnceAnOtherIsLeft(int period) {
    ServiceLimit limit = limit(2);
    long third = 1_700_000_000L + 2 * period;
    long left = third + 360;
    Household home =
        new Household(limit, period, service -> service % period)
            .with(steady(0))
            .with(second -> second < left ? 1 : OFF)
            .with(second -> second < third ? OFF : 2)
            .run(2L * period + 360 + 6L * period);
    assertThat(home.refusedOf(2)).isPositive();
    long before = home.refused;
    home.run(HOUR);
    assertThat(home.refused).isEqualTo(before);
    assertThat(limit.blocked()).isFalse();
    assertThat(limit.state().meter()).as("what was counted is forgotten").isZero();
  }

  @Test
  void anEcmThatIsRepeatedCountsOnceOrNotAtAll() {
    ServiceLimit limit = limit(2);
    Household home = new Household(limit, 10, service -> 0);
    for (long time = 1_700_000_000L; time < 1_700_000_000L + DAY; time += 10) {
      for (int service = 0; service < 2; service++) {
        for (int again = 0; again < 5; again++) {
          assertThat(home.ask(service, time)).isTrue();
        }
      }
    }
    assertThat(limit.state().meter()).isZero();
  }

  @Test
  void threeServicesWhoseEcmsAreSentTwiceAreBlockedAllTheSame() {
    ServiceLimit limit = limit(2);
    Household home = new Household(limit, 10, service -> 0);
    for (long time = 1_700_000_000L; time < 1_700_000_000L + HOUR; time += 10) {
      for (int service = 0; service < 3; service++) {
        home.ask(service, time);
        home.ask(service, time);
      }
    }
    assertThat(limit.blocked()).isTrue();
  }

  @Test
  void whoAsksForARefusedEcmAgainIsNotTakenForAZapper() {
    ServiceLimit limit = limit(2);
    Household home = new Household(limit, 10, service -> service * 3);
    boolean refused = false;
    for (long time = 1_700_000_000L; time < 1_700_000_000L + HOUR; time += 10) {
      home.ask(0, time);
      if (refused) {
        assertThat(home.ask(2, time - 4)).as("the former ECM, asked behind another").isFalse();
      }
      home.ask(1, time + 3);
      boolean opened = home.ask(2, time + 6);
      assertThat(refused && opened).as("opened after it was refused").isFalse();
      refused = !opened;
    }
    assertThat(limit.blocked()).isTrue();
  }

  @Test
  void lostEcmsNeitherRefuseTwoServicesNorHideThree() {
    Household two = lossy(limit(2), 2).run(DAY);
    assertThat(two.refused).isZero();
    ServiceLimit limit = limit(2);
    lossy(limit, 3).run(DAY);
    assertThat(limit.blocked()).isTrue();
  }

  private Household lossy(ServiceLimit limit, int services) {
    Household home = new Household(limit, 10, service -> service * 3 % 10).losing(random, 100);
    IntStream.range(0, services).forEach(i -> home.with(steady(i)));
    return home;
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 4", "8, 9"})
  void anotherNumberOfServicesIsKeptAsWell(int allowed, int tooMany) {
    Household home = home(allowed, 10, service -> service % 10);
    IntStream.range(0, allowed).forEach(i -> home.with(steady(i)));
    assertThat(home.run(DAY).refused).isZero();

    ServiceLimit limit = limit(allowed);
    Household more = new Household(limit, 10, service -> service % 10);
    IntStream.range(0, tooMany).forEach(i -> more.with(steady(i)));
    more.run(HOUR);
    assertThat(limit.blocked()).isTrue();
  }

  @Test
  void aBlockLastsADayOfEcmTimeAndNoSooner() {
    ServiceLimit limit = blocked();
    long at = limit.state().blockedAt();
    for (long time : new long[] {at - 10 * DAY, at, at + DAY}) {
      limit.passes(time);
      assertThat(limit.blocked()).as("%d s", time - at).isTrue();
      assertThat(limit.opens(time, 1, 2)).isFalse();
    }
    limit.passes(at + DAY + 1);
    assertThat(limit.blocked()).isFalse();
    assertThat(limit.opens(at + DAY + 1, 1, 2)).isTrue();
    assertThat(limit.state()).isEqualTo(ServiceLimit.State.FRESH);
  }

  @Test
  void aBlockIsKeptAndLifted() {
    ServiceLimit again = new ServiceLimit(2, BLOCK, blocked().state());
    assertThat(again.blocked()).isTrue();
    assertThat(again.opens(1_700_000_000L, 1, 2)).isFalse();
    again.lift();
    assertThat(again.blocked()).isFalse();
    assertThat(again.opens(1_700_000_000L, 1, 2)).isTrue();
  }

  @Test
  void aScramblerWhoseWordNeverChangesIsOpened() {
    ServiceLimit limit = limit(1);
    for (long time = 0; time < DAY; time += 5) {
      assertThat(limit.opens(time, 0, 0)).isTrue();
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    for (int services : new int[] {0, 9}) {
      assertThatThrownBy(() -> limit(services)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new ServiceLimit(2, Duration.ZERO, ServiceLimit.State.FRESH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServiceLimit.State(1_200, false, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ServiceLimit blocked() {
    ServiceLimit limit = limit(2);
    new Household(limit, 10, service -> service)
        .with(steady(0))
        .with(steady(1))
        .with(steady(2))
        .run(HOUR);
    assertThat(limit.blocked()).isTrue();
    return limit;
  }

  private static Household home(int services, int period, IntUnaryOperator phase) {
    return new Household(limit(services), period, phase);
  }

  private static ServiceLimit limit(int services) {
    return new ServiceLimit(services, BLOCK, ServiceLimit.State.FRESH);
  }
}
