package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for any set of windows, any rules and any instant. */
class ProjectionPropertyTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final long DAY = 86_400;

  /** Windows of 60 days around NOON; hours make boundaries meet, seconds make them miss. */
  @Provide
  Arbitrary<Window> windows() {
    Arbitrary<Long> time =
        Arbitraries.oneOf(
            Arbitraries.longs().between(-30 * 24, 30 * 24).map(hour -> hour * 3600),
            Arbitraries.longs().between(-30 * DAY, 30 * DAY));
    return Combinators.combine(Arbitraries.of(1, 2, 4, 8, 3, 12, 0x8000_0000, 0), time, time)
        .as(
            (mask, one, other) ->
                new Window(
                    new ProductMask(mask),
                    NOON.plusSeconds(Math.min(one, other)),
                    NOON.plusSeconds(Math.max(one, other))));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(-40 * DAY * 1000, 40 * DAY * 1000)
        .map(millis -> NOON.plusMillis(millis));
  }

  @Provide
  Arbitrary<AiringRules> rules() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 3 * 24).map(Duration::ofHours),
            Arbitraries.longs().between(1, 60).map(Duration::ofDays).optional(0.7))
        .as(AiringRules::new);
  }

  private static Sold sold(List<Window> windows) {
    return new Sold(windows, false, Optional.empty(), true);
  }

  @Property
  void noProductIsToldBeyondItsOwnEndAndTheGrace(
      @ForAll @Size(max = 6) List<@From("windows") Window> windows,
      @ForAll("rules") AiringRules rules,
      @ForAll("instants") Instant now,
      @ForAll @LongRange(max = CardSerial.MAX) long serial) {
    Sold sold = sold(windows);
    Optional<CardRights> told = sold.told(now, rules, new CardSerial(serial));
    Duration grace = sold.windows().size() < 2 ? Duration.ZERO : rules.grace();
    told.ifPresent(
        rights -> {
          for (int product = 0; product < 32; product++) {
            if ((rights.products().bits() & 1 << product) != 0) {
              assertThat(rights.finish()).isBeforeOrEqualTo(end(windows, product).plus(grace));
            }
          }
        });
  }

  private static Instant end(List<Window> windows, int product) {
    return windows.stream()
        .filter(window -> (window.products().bits() & 1 << product) != 0)
        .map(Window::finish)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Of several windows: exactly what is valid now, or what is next, told with its start. */
  @Property
  void severalWindowsAreToldAsTheProductsOfNowOrAheadOfTheNextStart(
      @ForAll @Size(min = 2, max = 6) List<@From("windows") Window> windows,
      @ForAll("rules") AiringRules rules,
      @ForAll("instants") Instant now) {
    Sold sold = sold(windows);
    if (sold.windows().size() < 2) {
      return;
    }
    Optional<CardRights> told = sold.told(now, rules, new CardSerial(1));
    int valid = mask(windows, window -> window.covers(now));
    if (windows.stream().anyMatch(window -> window.covers(now))) {
      assertThat(told.orElseThrow().products().bits()).isEqualTo(valid);
      assertThat(told.orElseThrow().start()).isBeforeOrEqualTo(now);
      assertThat(told.orElseThrow().finish().plusSeconds(1)).isAfter(now);
      return;
    }
    Optional<Instant> next =
        windows.stream().map(Window::start).filter(now::isBefore).min(Instant::compareTo);
    assertThat(told.map(CardRights::start)).isEqualTo(next);
    next.ifPresent(
        start ->
            assertThat(told.orElseThrow().products().bits())
                .isEqualTo(mask(windows, window -> window.start().equals(start))));
  }

  private static int mask(List<Window> windows, Predicate<Window> which) {
    return windows.stream()
        .filter(which)
        .mapToInt(window -> window.products().bits())
        .reduce(0, (a, b) -> a | b);
  }

  @Property
  void aSingleWindowIsToldAsEnteredWithoutRollingValidity(
      @ForAll("windows") Window window,
      @ForAll("instants") Instant now,
      @ForAll boolean paired,
      @ForAll boolean protectedCard,
      @ForAll @LongRange(max = CardSerial.MAX) long serial) {
    var entered =
        new CardRights(window.products(), window.start(), window.finish(), paired, protectedCard);

    assertThat(Sold.of(entered).told(now, AiringRules.DEFAULT, new CardSerial(serial)))
        .contains(entered);
  }

  @Property
  void betweenTwoBoundariesNothingChanges(
      @ForAll @Size(max = 6) List<@From("windows") Window> windows,
      @ForAll("instants") Instant now,
      @ForAll("instants") Instant freeUntil,
      @ForAll @IntRange(max = 1000) int part) {
    var sold = new Sold(windows, true, Optional.of(freeUntil), true);
    AiringRules rules = AiringRules.DEFAULT;
    Instant next = sold.nextBoundary(now).orElse(now.plus(Duration.ofDays(100)));
    Instant between =
        now.plus(Duration.between(now, next.minusNanos(1)).multipliedBy(part).dividedBy(1000));

    assertThat(sold.told(between, rules, new CardSerial(1)))
        .isEqualTo(sold.told(now, rules, new CardSerial(1)));
    assertThat(sold.told(next.minusNanos(1), rules, new CardSerial(1)))
        .isEqualTo(sold.told(now, rules, new CardSerial(1)));
  }

  /** A card kept from its EMMs expires within the window; one that begins later opens nothing. */
  @Property
  void aRolledFinishStaysWithinItsWindowAndNeverGoesBack(
      @ForAll("windows") Window window,
      @ForAll @IntRange(min = 1, max = 60) int days,
      @ForAll("instants") Instant now,
      @ForAll @LongRange(max = 3 * DAY) long later,
      @ForAll @LongRange(max = CardSerial.MAX) long serial) {
    var number = new CardSerial(serial);
    var rules = new AiringRules(Duration.ZERO, Optional.of(Duration.ofDays(days)));
    Sold sold = sold(List.of(window));
    Instant finish = sold.told(now, rules, number).orElseThrow().finish();
    Instant bound = now.plus(Duration.ofDays(days));

    assertThat(finish).isBeforeOrEqualTo(window.finish());
    assertThat(finish).isBeforeOrEqualTo(bound.isAfter(window.start()) ? bound : window.start());
    if (window.finish().isAfter(bound)) {
      assertThat(finish).isAfter(bound.minus(Duration.ofDays(1)));
    }
    assertThat(sold.told(now.plusSeconds(later), rules, number).orElseThrow().finish())
        .isAfterOrEqualTo(finish);
  }

  @Property
  void theLatestToldIsNoEarlierThanAnyFinishThatWasTold(
      @ForAll @Size(max = 6) List<@From("windows") Window> windows,
      @ForAll("rules") AiringRules rules,
      @ForAll("instants") Instant one,
      @ForAll("instants") Instant other,
      @ForAll @LongRange(max = CardSerial.MAX) long serial) {
    var number = new CardSerial(serial);
    Sold sold = sold(windows);
    Instant earlier = one.isBefore(other) ? one : other;
    Instant later = one.isBefore(other) ? other : one;
    Instant latest = sold.latestTold(later, rules, number);

    sold.told(earlier, rules, number)
        .ifPresent(rights -> assertThat(latest).isAfterOrEqualTo(rights.finish()));
    sold.told(later, rules, number)
        .ifPresent(rights -> assertThat(latest).isAfterOrEqualTo(rights.finish()));
    assertThat(sold.latestTold(earlier, rules, number)).isBeforeOrEqualTo(latest);
  }

  /** It is a finish that was told at some boundary or step, and not only a bound. */
  @Property(tries = 200)
  void theLatestToldWasTold(
      @ForAll @Size(min = 1, max = 4) List<@From("windows") Window> windows,
      @ForAll("rules") AiringRules rules,
      @ForAll("instants") Instant now) {
    var number = new CardSerial(7);
    Sold sold = sold(windows);
    List<Instant> looks = new ArrayList<>(List.of(now));
    Optional<Instant> boundary = sold.nextBoundary(Instant.EPOCH);
    while (boundary.isPresent() && !boundary.get().isAfter(now)) {
      looks.add(boundary.get().minusNanos(1));
      looks.add(boundary.get());
      boundary = sold.nextBoundary(boundary.get());
    }
    assertThat(
            looks.stream()
                .flatMap(at -> sold.told(at, rules, number).stream())
                .map(CardRights::finish))
        .contains(sold.latestTold(now, rules, number));
  }

  /** The steps of cards with numbers in a row, as a network has them, fill the day evenly. */
  @Property(tries = 20)
  void theStepsOfRollingValidityAreSpreadOverTheDay(
      @ForAll @LongRange(min = 0, max = 2_109_000_000L) long first,
      @ForAll @IntRange(min = 1, max = 10) int stride) {
    var rules = new AiringRules(Duration.ZERO, Optional.of(Duration.ofDays(35)));
    var far = new Window(new ProductMask(1), Instant.EPOCH, NOON.plus(Duration.ofDays(999)));
    int cards = 24_000;
    Map<Long, Integer> hours = new HashMap<>();
    for (int i = 0; i < cards; i++) {
      Instant finish = rules.roll(far, NOON, new CardSerial(first + (long) i * stride));
      hours.merge(Math.floorMod(finish.getEpochSecond(), DAY) / 3600, 1, Integer::sum);
    }
    assertThat(hours).hasSize(24);
    assertThat(hours.values()).allSatisfy(count -> assertThat(count).isBetween(950, 1050));
  }
}
