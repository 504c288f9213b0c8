package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NOON;
import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.keyed;
import static io.caskade.rights.mirror.TestCards.merged;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.rights.mirror.NetworkCards.Merged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NetworkCardsTest {
  private static final AiringRules RULES = AiringRules.DEFAULT;

  @Property(tries = 15)
  void mergingBatchesIsWhatASortedMapDoes(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 5000) int span) {
    NetworkCards cards = NetworkCards.empty(NORTH);
    var expected = new TreeMap<Long, Long>();
    for (int round = 0; round < 8; round++) {
      List<KeyedCard> batch = new ArrayList<>();
      Map<Long, Long> grown = new HashMap<>();
      for (int i = 0; i < 1500; i++) {
        long serial = 4_294_960_000L + random.nextInt(span);
        long version = 1L + random.nextInt(8);
        batch.add(keyed(NORTH, serial, version));
        if (version > expected.getOrDefault(serial, 0L)) {
          expected.put(serial, version);
          grown.put(serial, version);
        }
      }
      Merged merged = cards.merge(batch, NOON, RULES);
      cards = merged.cards();
      assertThat(merged.changed().stream().map(CardSerial::value))
          .containsExactlyInAnyOrderElementsOf(grown.keySet());
    }
    assertThat(walk(cards)).isEqualTo(expected);
    assertThat(cards.size()).isEqualTo(expected.size());
    assertThat(cards.blocks().stream().mapToInt(CardBlock::size).sum()).isEqualTo(cards.size());
  }

  @Test
  void aRowTakesNoMoreThanFortySixBytes() {
    NetworkCards cards = NetworkCards.empty(NORTH);
    int count = 200_000;
    for (int from = 0; from < count; from += 50_000) {
      cards = merged(cards, range(from, from + 50_000, 1));
    }

    assertThat(cards.size()).isEqualTo(count);
    assertThat((double) cards.bytes() / count).isLessThan(46);
    // Each block adds four objects and three array headers, 120 bytes at most: 1.3 bytes a row.
    assertThat(cards.blocks()).hasSizeLessThan(count / 95);
  }

  @Test
  void keysOfOtherLengthsFit() {
    var shortKey = new CardKey(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    var longKey = new CardKey(new byte[32]);
    NetworkCards cards =
        merged(
            NetworkCards.empty(NORTH),
            List.of(
                keyed(NORTH, 1, 1),
                new KeyedCard(TestCards.card(NORTH, 2, 1), shortKey),
                new KeyedCard(TestCards.card(NORTH, 3, 1), longKey)));

    assertThat(find(cards, 1).key()).isEqualTo(TestCards.key(1));
    assertThat(find(cards, 2).key()).isEqualTo(shortKey);
    assertThat(find(cards, 3).key()).isEqualTo(longKey);
  }

  @Test
  void aRowWithoutKeyKeepsTheKnownKeyAndIsReported() {
    Card second = TestCards.card(NORTH, 1, 2);
    Merged merged =
        merged(NetworkCards.empty(NORTH), List.of(keyed(NORTH, 1, 1)))
            .merge(
                List.of(
                    new KeyedCard(second, null), new KeyedCard(TestCards.card(NORTH, 2, 1), null)),
                NOON,
                RULES);

    assertThat(find(merged.cards(), 1).rights()).isEqualTo(told(second));
    assertThat(find(merged.cards(), 1).key()).isEqualTo(TestCards.key(1));
    assertThat(merged.cards().size()).isEqualTo(1);
    assertThat(merged.unreadable()).containsExactly(new CardSerial(1), new CardSerial(2));
  }

  @Test
  void anOlderImageStaysAsItWas() {
    NetworkCards before = merged(NetworkCards.empty(NORTH), range(0, 3000, 1));

    merged(before, range(0, 6000, 2));

    assertThat(walk(before))
        .hasSize(3000)
        .allSatisfy((serial, version) -> assertThat(version).isOne());
  }

  @Test
  void readersDuringMergesSeeEachCardOnceAndWholeRows() throws Exception {
    int even = 20_000;
    List<KeyedCard> first = new ArrayList<>();
    for (int serial = 0; serial < even; serial++) {
      first.add(keyed(NORTH, serial * 2L, 1));
    }
    var shared = new Shared(merged(NetworkCards.empty(NORTH), first));
    var done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Long>> walks = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        walks.add(readers.submit(() -> walkWhile(shared, done, even)));
      }
      var random = new Random(3);
      for (int round = 2; round < 80; round++) {
        List<KeyedCard> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          batch.add(keyed(NORTH, random.nextInt(even * 2), round));
        }
        shared.cards = merged(shared.cards, batch);
      }
      done.set(true);
      for (Future<Long> walk : walks) {
        assertThat(walk.get()).isPositive();
      }
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
  }

  private static final class Shared {
    volatile NetworkCards cards;

    Shared(NetworkCards cards) {
      this.cards = cards;
    }
  }

  /** Reads the field at each step, as the carousel does. */
  private static long walkWhile(Shared shared, AtomicBoolean done, int always) {
    long walks = 0;
    do {
      long after = -1;
      int met = 0;
      Optional<AiredCard> next = shared.cards.next(after, NOON, RULES);
      while (next.isPresent()) {
        AiredCard card = next.get();
        assertThat(card.serial().value()).isGreaterThan(after);
        assertThat(card.key()).isEqualTo(TestCards.key(card.serial().value()));
        assertThat(card.airUntil()).isEqualTo(TestCards.FINISH);
        after = card.serial().value();
        met += after % 2 == 0 ? 1 : 0;
        next = shared.cards.next(after, NOON, RULES);
      }
      assertThat(met).isEqualTo(always);
      walks++;
    } while (!done.get());
    return walks;
  }

  private static List<KeyedCard> range(long from, long to, long version) {
    List<KeyedCard> batch = new ArrayList<>();
    for (long serial = from; serial < to; serial++) {
      batch.add(keyed(NORTH, serial, version));
    }
    return batch;
  }

  private static CardRights told(Card card) {
    return card.sold().told(NOON, RULES, card.serial()).orElseThrow();
  }

  private static AiredCard find(NetworkCards cards, long serial) {
    return cards.find(new CardSerial(serial), NOON, RULES).orElseThrow();
  }

  /** Serial to version, as walking round meets them; each row is checked to be whole. */
  private static Map<Long, Long> walk(NetworkCards cards) {
    var met = new TreeMap<Long, Long>();
    Optional<AiredCard> next = cards.next(-1, NOON, RULES);
    while (next.isPresent()) {
      AiredCard card = next.get();
      long serial = card.serial().value();
      assertThat(card.key()).isEqualTo(TestCards.key(serial));
      assertThat(find(cards, serial).rights()).isEqualTo(card.rights());
      assertThat(met.put(serial, (long) card.rights().products().bits())).isNull();
      next = cards.next(serial, NOON, RULES);
    }
    return met;
  }
}
