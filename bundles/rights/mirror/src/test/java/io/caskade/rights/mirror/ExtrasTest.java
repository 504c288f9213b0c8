package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NOON;
import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.card;
import static io.caskade.rights.mirror.TestCards.keyed;
import static io.caskade.rights.mirror.TestCards.window;
import static io.caskade.rights.mirror.TestCards.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Cards of all kinds side by side: what was sold is what is told, however often blocks are cut. */
class ExtrasTest {
  private static final AiringRules RULES =
      new AiringRules(Duration.ofHours(24), Optional.of(Duration.ofDays(35)));
  private static final NetworkId NETWORK = NORTH;

  private static Instant time(Random random) {
    return NOON.plusSeconds((random.nextInt(121) - 60) * 43_200L);
  }

  static Sold anySold(Random random) {
    List<Window> windows = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? random.nextInt(6) : 1;
    for (int i = 0; i < count; i++) {
      Instant one = time(random);
      Instant other = time(random);
      windows.add(
          window(
              random.nextInt(),
              one.isBefore(other) ? one : other,
              one.isBefore(other) ? other : one));
    }
    boolean paired = random.nextBoolean();
    return new Sold(
        windows,
        paired,
        paired && random.nextInt(4) == 0 ? Optional.of(time(random)) : Optional.empty(),
        random.nextBoolean());
  }

  private static Card anyCard(Random random, long serial, long version) {
    CardStatus[] all = CardStatus.values();
    return with(
        card(NETWORK, serial, version),
        random.nextBoolean() ? CardStatus.ACTIVE : all[random.nextInt(all.length)],
        anySold(random),
        random.nextInt(3) == 0 ? Instant.EPOCH : time(random));
  }

  @Property(tries = 20)
  void everyCardIsKeptWholeThroughMergesOfAnyKind(@ForAll Random random) {
    NetworkCards cards = NetworkCards.empty(NETWORK);
    var expected = new TreeMap<Long, Card>();
    for (int round = 1; round <= 6; round++) {
      List<KeyedCard> batch = new ArrayList<>();
      for (int i = 0; i < 900; i++) {
        Card card = anyCard(random, random.nextInt(2500), round);
        if (expected.containsKey(card.serial().value()) && random.nextInt(9) == 0) {
          batch.add(new KeyedCard(card, null));
        } else {
          batch.add(keyed(card));
        }
      }
      // Of two rows of a card and version the first one counts; keep one of each.
      var once = new TreeMap<Long, KeyedCard>();
      batch.forEach(row -> once.putIfAbsent(row.card().serial().value(), row));
      once.forEach((serial, row) -> expected.put(serial, row.card()));
      cards = cards.merge(List.copyOf(once.values()), Instant.EPOCH, RULES).cards();
    }
    assertThat(cards.size()).isEqualTo(expected.size());
    for (CardBlock block : cards.blocks()) {
      for (int row = 0; row < block.size(); row++) {
        Card card = expected.get(block.serial(row));
        assertThat(block.sold(row)).isEqualTo(card.sold());
        assertThat(new CardKey(block.key(row))).isEqualTo(TestCards.key(block.serial(row)));
        assertThat(block.nextBoundary(row, NOON.getEpochSecond()))
            .isEqualTo(expectedBoundary(card).map(Instant::getEpochSecond).orElse(Extras.NEVER));
      }
    }
  }

  private static Optional<Instant> expectedBoundary(Card card) {
    if (card.status() == CardStatus.STOCK) {
      return Optional.empty();
    }
    Sold sold = card.sold();
    return card.status().stopped()
        ? sold.freeUntil().filter(NOON::isBefore)
        : sold.nextBoundary(NOON);
  }

  /** Whatever is passed over quickly would have been told nothing. */
  @Property(tries = 20)
  void walkingRoundMeetsExactlyTheCardsThatAreToldSomething(@ForAll Random random) {
    List<KeyedCard> batch = new ArrayList<>();
    for (long serial = 0; serial < 1500; serial++) {
      batch.add(keyed(anyCard(random, serial, 1)));
    }
    NetworkCards cards = NetworkCards.empty(NETWORK).merge(batch, Instant.EPOCH, RULES).cards();
    for (int look = 0; look < 5; look++) {
      Instant now = time(random).plusSeconds(random.nextInt(3) - 1);
      List<Long> met = new ArrayList<>();
      Optional<AiredCard> next = cards.next(-1, now, RULES);
      while (next.isPresent()) {
        assertThat(cards.find(next.get().serial(), now, RULES)).isEqualTo(next);
        met.add(next.get().serial().value());
        next = cards.next(next.get().serial().value(), now, RULES);
      }
      assertThat(met)
          .containsExactlyElementsOf(
              batch.stream()
                  .map(KeyedCard::card)
                  .filter(card -> expectedRights(card, now).isPresent())
                  .map(card -> card.serial().value())
                  .toList());
      for (KeyedCard row : batch.subList(0, 200)) {
        assertThat(cards.find(row.card().serial(), now, RULES).map(AiredCard::rights))
            .isEqualTo(expectedRights(row.card(), now));
      }
    }
  }

  /** The rule in the words of the api, without rows and words. */
  private static Optional<CardRights> expectedRights(Card card, Instant now) {
    if (card.status() == CardStatus.STOCK) {
      return Optional.empty();
    }
    Sold sold = card.sold();
    boolean ended = sold.windows().stream().allMatch(window -> window.endedBy(now));
    if (card.status() == CardStatus.ACTIVE && !ended) {
      return sold.told(now, RULES, card.serial());
    }
    Instant latest = card.latestFinish();
    if (card.status() == CardStatus.ACTIVE) {
      Instant told = sold.latestTold(now, RULES, card.serial());
      latest = told.isAfter(latest) ? told : latest;
    }
    return now.isBefore(latest.plusSeconds(1))
        ? Optional.of(sold.stop(now, latest))
        : Optional.empty();
  }

  @Example
  void aPartOfASecondDoesNotEndARePairingEarly() {
    Sold sold =
        new Sold(
            List.of(window(1, NOON, NOON.plusSeconds(99))),
            true,
            Optional.of(NOON.plusMillis(10_500)),
            true);
    Card card = with(card(NETWORK, 1, 1), CardStatus.ACTIVE, sold, Instant.EPOCH);
    NetworkCards cards =
        NetworkCards.empty(NETWORK).merge(List.of(keyed(card)), NOON, RULES).cards();

    assertThat(paired(cards, 10_999)).isFalse();
    assertThat(paired(cards, 11_000)).isTrue();
    assertThat(cards.blocks().get(0).nextBoundary(NOON.getEpochSecond()))
        .isEqualTo(NOON.getEpochSecond() + 11);
  }

  private static boolean paired(NetworkCards cards, long millis) {
    return cards
        .find(new CardSerial(1), NOON.plusMillis(millis), RULES)
        .orElseThrow()
        .rights()
        .paired();
  }
}
