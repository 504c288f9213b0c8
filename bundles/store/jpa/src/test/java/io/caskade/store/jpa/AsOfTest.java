package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.journal.JournalArchive.CardPast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random histories: the cards as of any instant are what a naive replay up to it gives. */
class AsOfTest {
  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @BeforeContainer
  static void open() {
    rig = new Rig("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  }

  @AfterContainer
  static void close() {
    rig.close();
  }

  @Property(tries = 60)
  void pastIsWhatReplayGives(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
    rig.empty();
    var random = new Random(seed);
    List<CardChange> history = write(random, steps);
    Instant first = history.get(0).at();
    Instant last = history.get(history.size() - 1).at();
    rig.settle();
    if (random.nextBoolean()) {
      rig.archive().trim(between(random, first, last));
    }
    Instant kept = rig.archive().keptSince();
    for (int i = 0; i < 8; i++) {
      Instant at = between(random, first, last.plusSeconds(1));
      if (!at.isBefore(kept)) {
        assertThat(asOf(at)).as("as of %s", at).isEqualTo(replay(history, at));
      }
    }
    assertThat(rig.archive().verify().whole()).isTrue();
  }

  /** Some changes are made in the same millisecond, some in the same transaction. */
  private static List<CardChange> write(Random random, int steps) {
    var history = new ArrayList<CardChange>();
    Map<Long, Card> present = new HashMap<>();
    Instant now = Histories.BEGIN;
    for (int step = 0; step < steps; step++) {
      var together = new ArrayList<CardChange>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        now = now.plusMillis(random.nextInt(3));
        long serial = random.nextInt(7);
        Card after = Histories.next(random, serial, present.get(serial), now);
        together.add(Histories.change(now, present.get(serial), after));
        present.put(serial, after);
      }
      rig.store().apply(together);
      history.addAll(together);
    }
    return history;
  }

  private static Instant between(Random random, Instant from, Instant to) {
    return from.plusMillis(random.nextLong(to.toEpochMilli() - from.toEpochMilli() + 1));
  }

  private static Map<CardSerial, List<Object>> asOf(Instant at) {
    Map<CardSerial, List<Object>> cards = new TreeMap<>();
    rig.archive().cardsAsOf(NetworkId.MAIN, at, card -> cards.put(card.serial(), facts(card)));
    return cards;
  }

  private static Map<CardSerial, List<Object>> replay(List<CardChange> history, Instant at) {
    Map<CardSerial, List<Object>> cards = new TreeMap<>();
    for (CardChange change : history) {
      Card after = change.after();
      if (!change.at().isAfter(at)) {
        cards.put(
            after.serial(),
            List.of(
                after.status(),
                after.region(),
                after.sold(),
                after.holder(),
                after.registeredAt()));
      }
    }
    return cards;
  }

  private static List<Object> facts(CardPast card) {
    return List.of(
        card.state().status(),
        card.state().region(),
        card.state().sold(),
        card.state().holder(),
        card.registeredAt());
  }
}
