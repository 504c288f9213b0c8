package io.caskade.receivers.server.sharing;

import static io.caskade.receivers.server.sharing.Household.OFF;
import static io.caskade.receivers.server.sharing.Household.cycling;
import static io.caskade.receivers.server.sharing.Household.steady;
import static io.caskade.receivers.server.sharing.Household.zapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As many services as are allowed, never one more, and nobody is punished for zapping. */
class ServicesAtATimeTest {
  private static final long DAY = 86_400;
  private static final long HOUR = 3_600;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int[] SOME = {5, 6, 8, 10, 12, 15, 20, 25, 30};

  private final SplittableRandom random = new SplittableRandom(11);

  private static Map<String, IntUnaryOperator> phases(int period) {
    return Map.of(
        "same second", service -> 0,
        "spread", service -> service * period / 3 % period,
        "scattered", service -> Math.floorMod(service * 7_919 + 5, period));
  }

  private static IntUnaryOperator scattered(int period) {
    return service -> Math.floorMod(service * 7_919 + 5, period);
  }

  @Test
  void oneAndTwoServicesAreOpenedForADayAtEveryPeriod() {
    for (int period = SHORTEST; period <= LONGEST; period++) {
      for (var phase : phases(period).entrySet()) {
        for (int services = 1; services <= 2; services++) {
          Household home = new Household(2, period, phase.getValue());
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
  void aThirdServiceIsRefusedWithinSixMinutesAndBlocksWithinFifteenAtEveryPeriod() {
    for (int period = SHORTEST; period <= LONGEST; period++) {
      for (var phase : phases(period).entrySet()) {
        for (int services = 3; services <= 5; services++) {
          String what = services + " services, " + phase.getKey() + ", " + period + " s";
          Household home = new Household(2, period, phase.getValue());
          IntStream.range(0, services).forEach(i -> home.with(steady(i)));
          home.run(5 * 60 + 2L * period);
          long refused = IntStream.range(0, services).filter(i -> home.refusedOf(i) > 0).count();
          assertThat(refused).as(what).isEqualTo(services - 2);
          home.run(9 * 60);
          assertThat(home.blocked()).as(what).isTrue();
        }
      }
    }
  }

  @Test
  void manyMoreServicesBlockAsWell() {
    for (int services : new int[] {16, 65, 200, 300, 600}) {
      Household home = new Household(2, 10, service -> service % 10);
      IntStream.range(0, services).forEach(i -> home.with(steady(i)));
      home.run(15 * 60);
      assertThat(home.blocked()).as("%d services", services).isTrue();
    }
  }

  @Test
  void fastZappingBesideARecordingIsNeverRefusedInADay() {
    for (int period : SOME) {
      for (var phase : phases(period).entrySet()) {
        for (int among : new int[] {3, 5, 10, 100}) {
          Household home =
              new Household(2, period, phase.getValue())
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

  @Test
  void zappingAmongServicesThatOthersWatchIsNeverRefused() {
    for (int period : SOME) {
      for (int among : new int[] {3, 5, 10, 40}) {
        Household home =
            new Household(2, period, scattered(period))
                .amongOthers(among)
                .with(steady(1_000))
                .with(zapping(random, 0, among, 1, 5))
                .run(DAY);
        assertThat(home.refused).as("%d services, %d s", among, period).isZero();
      }
    }
  }

  @Test
  void goingThroughServicesInOrderBesideARecordingIsNeverRefused() {
    for (int period : SOME) {
      for (int among : new int[] {2, 3, 4, 5, 7, 10, 15, 25, 40}) {
        for (int dwell = 1; dwell <= 4; dwell++) {
          if (among * dwell <= period * 2 / 3 || (among - 1) * dwell >= 2 * period) {
            for (int others : new int[] {0, among}) {
              Household home =
                  new Household(2, period, scattered(period))
                      .amongOthers(others)
                      .with(steady(1_000))
                      .with(cycling(0, among, dwell))
                      .run(HOUR);
              assertThat(home.refused)
                  .as("%d x %d s, %d s, %d watched by others", among, dwell, period, others)
                  .isZero();
            }
          }
        }
      }
    }
  }

  @Test
  void twoZappingBoxesAreNeverRefused() {
    for (int period : SOME) {
      Household home =
          new Household(2, period, scattered(period))
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
          new Household(2, period, scattered(period))
              .amongOthers(60)
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
          new Household(2, periods, service -> service)
              .with(steady(first))
              .with(zapping(random, first + 1, 4, 5, 900))
              .run(DAY);
      assertThat(two.refused).isZero();
      Household three =
          new Household(2, periods, service -> service)
              .with(steady(first))
              .with(steady(first + 1))
              .with(steady(first + 2))
              .run(20 * 60);
      assertThat(three.blocked()).as("services from %d on", first).isTrue();
    }
  }

  @Test
  void aRecordingPlayedBackIsAServiceLikeAnother() {
    Household two =
        new Household(2, 10, service -> service)
            .with(steady(1))
            .withRecording(steady(2), 9 * DAY)
            .run(DAY);
    assertThat(two.refused).isZero();
    Household three =
        new Household(2, 10, service -> service)
            .with(steady(1))
            .with(steady(2))
            .withRecording(steady(3), 9 * DAY)
            .run(HOUR);
    assertThat(three.blocked()).isTrue();
  }

  @Test
  void boxesBehindAProxyThatWatchTheSameServicesDoNotHideTheirNumber() {
    for (int period : SOME) {
      Household home = new Household(2, period, service -> 0);
      IntStream.range(0, 3).forEach(i -> home.withProxy(steady(i), 3));
      home.run(HOUR);
      assertThat(home.blocked()).as("%d s", period).isTrue();
      Household two = new Household(2, period, service -> 0);
      IntStream.range(0, 2).forEach(i -> two.withProxy(steady(i), 3));
      assertThat(two.run(DAY).refused).as("%d s", period).isZero();
    }
  }

  @Test
  void leavingOutEverySecondEcmIsNoWayRoundWhereOthersWatch() {
    Household home = new Household(2, 10, service -> service).amongOthers(3);
    IntStream.range(0, 3).forEach(i -> home.withMiser(steady(i), 2));
    home.run(HOUR);
    assertThat(home.blocked()).isTrue();
    Household two = new Household(2, 10, service -> service).amongOthers(3);
    IntStream.range(0, 2).forEach(i -> two.withMiser(steady(i), 2));
    assertThat(two.run(DAY).refused).isZero();
  }

  @Test
  void aServiceThatIsLeftFreesItsSlot() {
    for (int period = SHORTEST; period <= LONGEST; period++) {
      long change = 20 * 60;
      Household home =
          new Household(2, period, phases(period).get("spread"))
              .with(steady(0))
              .with(second -> 1 + (int) (second / change))
              .run(DAY);
      assertThat(home.refused).as("%d s", period).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 30})
  void aThirdServiceIsOpenedAgainOnceAnotherIsLeft(int period) {
    long third = 1_700_000_000L + 2 * period;
    long left = third + 400;
    Household home =
        new Household(2, period, service -> service % period)
            .with(steady(0))
            .with(second -> second < left ? 1 : OFF)
            .with(second -> second < third ? OFF : 2)
            .run(2L * period + 400 + 6L * period);
    assertThat(home.refusedOf(2)).isPositive();
    long before = home.refused;
    home.run(HOUR);
    assertThat(home.refused).isEqualTo(before);
    assertThat(home.blocked()).isFalse();
  }

  @Test
  void whoAsksForARefusedEcmAgainIsNotTakenForAZapper() {
    Household home = new Household(2, 10, service -> 0);
    IntStream.range(0, 2).forEach(i -> home.with(steady(i)));
    // A third box that asks again and again when it is refused, at random moments.
    home.with(
        new Household.Habit() {
          @Override
          public int service(long second) {
            return second % 10 < 7 ? 2 : OFF;
          }
        });
    home.run(HOUR);
    assertThat(home.refusedOf(2)).isPositive();
    assertThat(home.blocked()).isTrue();
  }

  @Test
  void lostEcmsNeitherRefuseTwoServicesNorHideThree() {
    for (int others : new int[] {0, 3}) {
      Household two = lossy(2, others).run(DAY);
      assertThat(two.refused).isZero();
      Household three = lossy(3, others).run(DAY);
      assertThat(three.blocked()).isTrue();
    }
  }

  private Household lossy(int services, int others) {
    Household home =
        new Household(2, 10, service -> service * 3 % 10).amongOthers(others).losing(random, 100);
    IntStream.range(0, services).forEach(i -> home.with(steady(i)));
    return home;
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 4", "8, 9", "64, 65"})
  void anotherNumberOfServicesIsKeptAsWell(int allowed, int tooMany) {
    Household home = new Household(allowed, 10, service -> service % 10);
    IntStream.range(0, allowed).forEach(i -> home.with(steady(i)));
    assertThat(home.run(DAY / 4).refused).isZero();
    Household more = new Household(allowed, 10, service -> service % 10);
    IntStream.range(0, tooMany).forEach(i -> more.with(steady(i)));
    assertThat(more.run(HOUR).blocked()).isTrue();
  }
}
