package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NOON;
import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static io.caskade.rights.mirror.TestCards.keyed;
import static io.caskade.rights.mirror.TestCards.sold;
import static io.caskade.rights.mirror.TestCards.window;
import static io.caskade.rights.mirror.TestCards.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TellingTest {
  private static final AiringRules RULES = AiringRules.DEFAULT;
  private static final AiringRules ROLLING =
      new AiringRules(Duration.ofDays(1), Optional.of(Duration.ofDays(35)));

  private static Instant day(int day) {
    return NOON.plus(Duration.ofDays(day));
  }

  private static Card card1(CardStatus status, Sold sold, Instant latestFinish) {
    return with(card(NORTH, 1, 1), status, sold, latestFinish);
  }

  private static Card next(Card card, CardStatus status, Sold sold, Instant latestFinish) {
    return with(card(NORTH, 1, card.version() + 1), status, sold, latestFinish);
  }

  private static NetworkCards cards(Card card) {
    return NetworkCards.empty(NORTH).merge(List.of(keyed(card)), NOON, RULES).cards();
  }

  private static Optional<AiredCard> at(NetworkCards cards, Instant now, AiringRules rules) {
    return cards.find(new CardSerial(1), now, rules);
  }

  private static Optional<CardRights> rights(Card card, Instant now) {
    return at(cards(card), now, RULES).map(AiredCard::rights);
  }

  private static CardRights stop(Instant start, Instant finish) {
    return new CardRights(ProductMask.NONE, start, finish, false, false);
  }

  @Test
  void aCardInStockIsToldNothing() {
    assertThat(rights(card1(CardStatus.STOCK, sold(window(1, day(-1), day(9))), day(9)), NOON))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "BLACKLISTED", "RETIRED"})
  void aStoppedCardIsToldMaskZeroUntilTheEndOfTheLatestFinishItWasTold(CardStatus status) {
    Card card = card1(status, sold(window(1, day(-1), day(365))), day(9));

    assertThat(rights(card, day(9).plusMillis(999))).contains(stop(day(-1), day(9)));
    assertThat(rights(card, day(9).plusSeconds(1))).isEmpty();
  }

  @Test
  void aSingleWindowThatEndedByItselfLeavesNothingToTell() {
    Card card = card1(CardStatus.ACTIVE, sold(window(1, day(-5), day(0))), day(0));

    assertThat(rights(card, NOON).orElseThrow().products()).isEqualTo(new ProductMask(1));
    assertThat(rights(card, NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void aWindowThatWasCutShortIsStoppedUntilItsOldEnd() {
    Card card = card1(CardStatus.ACTIVE, sold(window(1, day(-5), day(-1))), day(30));

    assertThat(rights(card, NOON)).contains(stop(day(-5), day(30)));
    assertThat(rights(card, day(30).plusSeconds(1))).isEmpty();
  }

  @Test
  void severalWindowsThatAllEndedAreStoppedUntilTheGraceOfTheLastIsOver() {
    Card card =
        card1(
            CardStatus.ACTIVE,
            sold(window(1, day(-9), day(-5)), window(2, day(-7), day(0))),
            day(-4));

    assertThat(rights(card, NOON).orElseThrow().products()).isEqualTo(new ProductMask(2));
    assertThat(rights(card, NOON.plusSeconds(1))).contains(stop(day(-7), day(1)));
    assertThat(rights(card, day(1))).contains(stop(day(-7), day(1)));
    assertThat(rights(card, day(1).plusSeconds(1))).isEmpty();
  }

  @Test
  void aCardFromWhichAllWasTakenIsStoppedUntilWhatItWasTold() {
    Card card = card1(CardStatus.ACTIVE, Sold.NOTHING, day(3));

    assertThat(rights(card, NOON).map(CardRights::products)).contains(ProductMask.NONE);
    assertThat(rights(card, day(3).plusSeconds(1))).isEmpty();
  }

  @Test
  void rollingValidityMovesTheFinishWithTheClockAlone() {
    NetworkCards cards = cards(card1(CardStatus.ACTIVE, sold(window(1, day(0), day(365))), day(0)));

    AiredCard aired = at(cards, day(10), ROLLING).orElseThrow();
    assertThat(aired.rights().finish()).isAfter(day(44)).isBeforeOrEqualTo(day(45));
    assertThat(aired.airUntil()).isEqualTo(day(365));
    assertThat(at(cards, day(11), ROLLING).orElseThrow().rights().finish())
        .isEqualTo(aired.rights().finish().plus(Duration.ofDays(1)));
    assertThat(at(cards, day(365), ROLLING).orElseThrow().rights().finish()).isEqualTo(day(365));
  }

  /** A bulk job may take minutes to come here: what was told meanwhile counts. */
  @Test
  void whatWasToldAfterTheChangeWasMadeIsStoppedAsWell() {
    Sold sold = sold(window(1, day(-9), day(1)), window(2, day(-9), day(100)));
    Card before = card1(CardStatus.ACTIVE, sold, Instant.EPOCH);
    Card after = next(before, CardStatus.SUSPENDED, sold, day(2));
    Instant applied = day(1).plusSeconds(60);

    NetworkCards cards = cards(before).merge(List.of(keyed(after)), applied, RULES).cards();

    assertThat(at(cards, applied, RULES).map(AiredCard::rights)).contains(stop(day(-9), day(101)));
    Card retired = next(after, CardStatus.RETIRED, sold, day(2));
    cards = cards.merge(List.of(keyed(retired)), applied, RULES).cards();
    assertThat(at(cards, day(101), RULES)).isPresent();
    assertThat(at(cards, day(101).plusSeconds(1), RULES)).isEmpty();
  }

  @Test
  void whatACardInStockWouldHaveBeenToldCountsNothing() {
    Card stock = card1(CardStatus.STOCK, sold(window(1, day(-9), day(100))), Instant.EPOCH);
    Card retired = next(stock, CardStatus.RETIRED, stock.sold(), Instant.EPOCH);

    assertThat(at(cards(stock).merge(List.of(keyed(retired)), NOON, RULES).cards(), NOON, RULES))
        .isEmpty();
  }
}
