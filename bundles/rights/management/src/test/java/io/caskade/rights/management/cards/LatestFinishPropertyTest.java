package io.caskade.rights.management.cards;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.rights.management.Edits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is done with a card, its stop EMM lasts as long as anything that the card was told
 * before; and no longer than the last thing that could have been told.
 */
class LatestFinishPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** Much happens at the same moments, give or take a part of a second. */
  private static final Duration STEP = Duration.ofHours(6);

  private static final int STEPS = 480;

  /**
   * What is done with the card, after some time in which it was told its rights.
   *
   * @param past milliseconds past the step at which it is done
   */
  record Act(int steps, long past, List<Double> looks, What what, List<Window> windows) {}

  enum What {
    SELL,
    ACTIVATE,
    SUSPEND,
    RESUME,
    BLACKLIST,
    UNBLACKLIST,
    RECALL,
    MOVE,
    RETIRE
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void aStopLastsAsLongAsAnythingThatWasTold(
      @ForAll("acts") List<Act> acts,
      @ForAll("rules") AiringRules rules,
      @ForAll("serials") CardSerial serial) {
    Instant now = BEGIN;
    Instant step = BEGIN;
    Instant latest = Instant.EPOCH;
    Card card = stock(serial);
    for (Act act : acts) {
      step = step.plus(STEP.multipliedBy(act.steps()));
      Instant until = later(now, step.plusMillis(act.past()));
      for (Instant look : looks(card, now, until, act.looks())) {
        if (card.status() == CardStatus.ACTIVE) {
          latest = later(latest, told(card, look, rules));
        }
      }
      now = until;
      card = next(card, act, new CardLife(rules, now));
      if (card.status().stopped()) {
        CardRights stop = card.sold().stop(now, card.latestFinish());
        assertThat(stop.finish()).isAfterOrEqualTo(latest);
        assertThat(stop.products()).isEqualTo(ProductMask.NONE);
      }
    }
  }

  /** Random instants, and those at which something changes: a boundary and the moment before. */
  private static List<Instant> looks(Card card, Instant from, Instant until, List<Double> shares) {
    long millis = Duration.between(from, until).toMillis();
    Stream<Instant> random = shares.stream().map(share -> from.plusMillis((long) (share * millis)));
    Stream<Instant> boundaries =
        card.sold().windows().stream()
            .flatMap(window -> Stream.of(window.start(), window.finish()))
            .flatMap(at -> Stream.of(at.minusMillis(1), at, at.plusMillis(999), at.plusSeconds(1)));
    return Stream.of(random, boundaries, Stream.of(from, until))
        .flatMap(instants -> instants)
        .filter(at -> !at.isBefore(from) && !at.isAfter(until))
        .sorted()
        .toList();
  }

  private static Card next(Card card, Act act, CardLife life) {
    return switch (act.what()) {
      case SELL ->
          card.status() == CardStatus.RETIRED
              ? card
              : life.edited(card, CardEdit.windows(act.windows()));
      case ACTIVATE -> card.status() == CardStatus.STOCK ? life.activated(card) : card;
      case SUSPEND -> card.status() == CardStatus.ACTIVE ? life.suspended(card) : card;
      case RESUME -> card.status() == CardStatus.SUSPENDED ? life.resumed(card) : card;
      case BLACKLIST -> card.status() == CardStatus.ACTIVE ? life.blacklisted(card) : card;
      case UNBLACKLIST -> card.status() == CardStatus.BLACKLISTED ? life.unblacklisted(card) : card;
      case RECALL -> card.status() == CardStatus.STOCK ? card : life.recalled(card);
      case MOVE ->
          card.status() == CardStatus.RETIRED ? card : life.edited(card, Edits.region("south"));
      case RETIRE -> card.status() == CardStatus.BLACKLISTED ? card : life.retired(card);
    };
  }

  private static Instant told(Card card, Instant at, AiringRules rules) {
    return card.sold().told(at, rules, card.serial()).map(CardRights::finish).orElse(Instant.EPOCH);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Card stock(CardSerial serial) {
    return new Card(
        NetworkId.MAIN,
        serial,
        1,
        CardStatus.STOCK,
        "",
        Sold.NOTHING,
        Instant.EPOCH,
        new WrappedKey(Octets.parseHex("00")),
        CardHolder.NOBODY,
        BEGIN);
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<Integer> steps = Arbitraries.integers().between(0, 40);
    Arbitrary<Long> past = Arbitraries.longs().between(0, STEP.toMillis() - 1);
    Arbitrary<Long> near = Arbitraries.of(0L, 1L, 500L, 999L, 1_000L);
    Arbitrary<List<Double>> looks =
        Arbitraries.doubles().between(0, 1).ofScale(9).list().ofMaxSize(4);
    // Retiring ends the life, so it comes rarely.
    Arbitrary<What> what =
        Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.of(What.class)),
            Tuple.of(30, Arbitraries.of(What.SELL, What.ACTIVATE, What.RESUME)));
    return Combinators.combine(steps, Arbitraries.oneOf(past, near), looks, what, windows())
        .as(Act::new)
        .list()
        .ofMaxSize(20);
  }

  private static Arbitrary<List<Window>> windows() {
    Arbitrary<Instant> instants =
        Arbitraries.integers().between(0, STEPS).map(steps -> BEGIN.plus(STEP.multipliedBy(steps)));
    return Combinators.combine(Arbitraries.integers().between(1, 15), instants, instants)
        .as(
            (mask, one, other) ->
                one.isBefore(other)
                    ? new Window(new ProductMask(mask), one, other)
                    : new Window(new ProductMask(mask), other, one))
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<AiringRules> rules() {
    Arbitrary<Duration> grace = Arbitraries.of(0, 1, 24, 30 * 24).map(Duration::ofHours);
    Arbitrary<Optional<Duration>> window =
        Arbitraries.of(0, 1, 7, 35)
            .map(days -> Optional.of(days).filter(d -> d > 0).map(Duration::ofDays));
    return Combinators.combine(grace, window).as(AiringRules::new);
  }

  @Provide
  Arbitrary<CardSerial> serials() {
    return Arbitraries.longs().between(0, CardSerial.MAX).map(CardSerial::new);
  }
}
