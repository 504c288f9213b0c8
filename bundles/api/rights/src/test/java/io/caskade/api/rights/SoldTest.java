package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told at each boundary, on both of its sides. */
class SoldTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final CardSerial SERIAL = new CardSerial(2_100_000_004L);
  private static final AiringRules RULES = AiringRules.DEFAULT;
  private static final Duration DAY = Duration.ofDays(1);

  /** News for ten days from NOON, sport from the fifth day to the twentieth, kids after a gap. */
  private static final Window NEWS = window(0b001, 0, 10);

  private static final Window SPORT = window(0b010, 5, 20);
  private static final Window KIDS = window(0b100, 30, 40);
  private static final Sold THREE = sold(NEWS, SPORT, KIDS);

  private static Window window(int mask, int startDay, int finishDay) {
    return new Window(new ProductMask(mask), day(startDay), day(finishDay));
  }

  private static Instant day(int day) {
    return NOON.plus(Duration.ofDays(day));
  }

  private static Sold sold(Window... windows) {
    return new Sold(List.of(windows), false, Optional.empty(), true);
  }

  private static AiringRules rolling(int days) {
    return new AiringRules(DAY, Optional.of(Duration.ofDays(days)));
  }

  private static CardRights told(Sold sold, Instant now) {
    return sold.told(now, RULES, SERIAL).orElseThrow();
  }

  private static CardRights rights(int mask, Instant start, Instant finish) {
    return new CardRights(new ProductMask(mask), start, finish, false, true);
  }

  @Test
  void aSingleWindowIsToldExactlyAsEnteredBeforeInAndAfterIt() {
    CardRights entered = new CardRights(new ProductMask(0x11), day(0), day(3), true, false);
    Sold sold = Sold.of(entered);

    for (Instant now : List.of(Instant.EPOCH, day(-1), day(0), day(3), day(3).plusSeconds(1))) {
      assertThat(sold.told(now, RULES, SERIAL)).contains(entered);
    }
    assertThat(sold.nextBoundary(Instant.EPOCH)).isEmpty();
  }

  @Test
  void beforeTheFirstWindowItIsToldAhead() {
    assertThat(told(THREE, NOON.minusSeconds(1))).isEqualTo(rights(0b001, day(0), day(11)));
    assertThat(told(THREE, NOON)).isEqualTo(rights(0b001, day(0), day(11)));
  }

  @Test
  void whereAWindowBeginsItsProductsJoinAndNothingThatWasOpenClosesForAMoment() {
    assertThat(told(THREE, day(5).minusSeconds(1))).isEqualTo(rights(0b001, day(0), day(11)));
    assertThat(told(THREE, day(5))).isEqualTo(rights(0b011, day(0), day(11)));
  }

  @Test
  void theSecondOfTheFinishIsPartOfAWindowToItsEnd() {
    CardRights both = rights(0b011, day(0), day(11));
    assertThat(told(THREE, day(10))).isEqualTo(both);
    assertThat(told(THREE, day(10).plusMillis(999))).isEqualTo(both);
    assertThat(told(THREE, day(10).plusSeconds(1))).isEqualTo(rights(0b010, day(5), day(21)));
  }

  @Test
  void betweenTwoWindowsTheNextOneIsToldAhead() {
    assertThat(told(THREE, day(20))).isEqualTo(rights(0b010, day(5), day(21)));
    assertThat(told(THREE, day(20).plusSeconds(1))).isEqualTo(rights(0b100, day(30), day(41)));
    assertThat(told(THREE, day(30))).isEqualTo(rights(0b100, day(30), day(41)));
  }

  @Test
  void afterTheLastWindowNothingIsTold() {
    assertThat(told(THREE, day(40))).isEqualTo(rights(0b100, day(30), day(41)));
    assertThat(THREE.told(day(40).plusSeconds(1), RULES, SERIAL)).isEmpty();
    assertThat(Sold.NOTHING.told(NOON, RULES, SERIAL)).isEmpty();
  }

  @Test
  void eachStartAndEachSecondAfterAFinishIsABoundary() {
    Instant now = Instant.EPOCH;
    for (Instant boundary :
        List.of(
            day(0),
            day(5),
            day(10).plusSeconds(1),
            day(20).plusSeconds(1),
            day(30),
            day(40).plusSeconds(1))) {
      assertThat(THREE.nextBoundary(now)).contains(boundary);
      assertThat(THREE.nextBoundary(boundary.minusNanos(1))).contains(boundary);
      now = boundary;
    }
    assertThat(THREE.nextBoundary(now)).isEmpty();
  }

  @Test
  void windowsOfTheSameTimeAreOneAndKeepNoGrace() {
    Sold joined = sold(window(1, 0, 10), window(4, 0, 10));

    assertThat(joined.windows()).containsExactly(window(5, 0, 10));
    assertThat(told(joined, NOON)).isEqualTo(rights(5, day(0), day(10)));
    assertThat(joined.products()).isEqualTo(new ProductMask(5));
  }

  @Test
  void rePairingTellsPairZeroUntilItsEndAndThenPairOne() {
    Sold sold = new Sold(List.of(window(1, 0, 10)), true, Optional.of(day(1)), true);

    assertThat(told(sold, day(1).minusNanos(1)).paired()).isFalse();
    assertThat(told(sold, day(1)).paired()).isTrue();
    assertThat(sold.nextBoundary(NOON)).contains(day(1));
    assertThat(sold.nextBoundary(day(1))).isEmpty();
    assertThat(sold.stop(NOON, day(10)).paired()).isFalse();
    assertThat(sold.stop(day(1), day(10)).paired()).isTrue();
  }

  @Test
  void aStopKeepsStartPairAndTypeAndCarriesTheLatestFinish() {
    Sold paired = new Sold(List.of(window(1, 0, 10)), true, Optional.empty(), false);
    assertThat(paired.stop(day(2), day(30)))
        .isEqualTo(new CardRights(ProductMask.NONE, day(0), day(30), true, false));

    assertThat(THREE.stop(day(2), day(30))).isEqualTo(rights(0, day(0), day(30)));
    assertThat(THREE.stop(day(15), day(30))).isEqualTo(rights(0, day(5), day(30)));
    assertThat(THREE.stop(day(50), day(60))).isEqualTo(rights(0, day(30), day(60)));
    assertThat(Sold.NOTHING.stop(NOON, day(3))).isEqualTo(rights(0, day(3), day(3)));
  }

  @Test
  void theLatestToldIsTheSoldFinishOrWhatSeveralWindowsGaveUpToNow() {
    assertThat(sold(NEWS).latestTold(NOON, RULES, SERIAL)).isEqualTo(day(10));
    assertThat(THREE.latestTold(day(10), RULES, SERIAL)).isEqualTo(day(11));
    assertThat(THREE.latestTold(day(10).plusSeconds(1), RULES, SERIAL)).isEqualTo(day(21));
    assertThat(THREE.latestTold(day(99), RULES, SERIAL)).isEqualTo(day(41));
    assertThat(Sold.NOTHING.latestTold(NOON, RULES, SERIAL)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aFinishOnceToldStaysTheLatestAlthoughALaterWindowEndsEarlier() {
    Sold sold = sold(window(1, 0, 100), window(2, 50, 60));

    assertThat(told(sold, day(55)).finish()).isEqualTo(day(61));
    assertThat(sold.latestTold(day(55), RULES, SERIAL)).isEqualTo(day(101));
  }

  @Test
  void rollingValidityTellsAFinishLessThanADayShortOfItsWindowUntilTheSoldFinishIsNear() {
    Sold sold = sold(window(1, 0, 365));
    AiringRules rules = rolling(35);

    Instant finish = sold.told(day(100), rules, SERIAL).orElseThrow().finish();
    assertThat(finish).isAfter(day(134)).isBeforeOrEqualTo(day(135));
    assertThat(sold.told(day(100).plus(DAY), rules, SERIAL).orElseThrow().finish())
        .isEqualTo(finish.plus(DAY));
    assertThat(sold.told(day(340), rules, SERIAL).orElseThrow().finish()).isEqualTo(day(365));
    assertThat(sold.latestTold(day(100), rules, SERIAL)).isEqualTo(finish);
  }

  @Test
  void aWindowThatBeginsBeyondRollingValidityIsToldButOpensNothingYet() {
    Sold sold = sold(window(1, 100, 365));

    assertThat(sold.told(NOON, rolling(35), SERIAL)).contains(rights(1, day(100), day(100)));
    assertThat(sold.latestTold(NOON, rolling(35), SERIAL)).isEqualTo(day(100));
  }

  @Test
  void rollingValidityNeverReachesBeyondAFinishThatLiesBeforeItsStart() {
    Sold odd = sold(window(1, 10, 5));

    assertThat(odd.told(NOON, rolling(35), SERIAL)).contains(rights(1, day(10), day(5)));
  }
}
