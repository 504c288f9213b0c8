package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.SealedChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random histories, with a database that fails now and then: the feed tells the table. */
class HistoryTest {
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

  @Property(tries = 40)
  void replayOfTheFeedGivesTheTable(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int steps,
      @ForAll @IntRange(max = 30) int failurePercent) {
    rig.empty();
    var random = new Random(seed);
    Map<CardSerial, Card> model = new HashMap<>();
    var follower = new Follower();
    rig.wiretap().fail(failing(random, failurePercent));
    for (int step = 0; step < steps; step++) {
      List<CardChange> changes = changes(random, model);
      try {
        rig.store().apply(changes);
        changes.forEach(change -> model.put(change.after().serial(), change.after()));
      } catch (CaskadeException e) {
        // Refused, or lost for good: a repetition with the same ids settles which.
        rig.wiretap().fail(new Wiretap.Fault() {});
        rig.store().apply(changes);
        changes.forEach(change -> model.put(change.after().serial(), change.after()));
        rig.wiretap().fail(failing(random, failurePercent));
      }
      if (random.nextInt(3) == 0) {
        rig.settle();
      }
      if (random.nextInt(3) == 0) {
        follower.follow();
      }
    }
    rig.wiretap().fail(new Wiretap.Fault() {});
    rig.settle();
    follower.follow();
    assertThat(follower.cards).isEqualTo(model);
    var table = new HashMap<CardSerial, Card>();
    rig.store().readAll(card -> table.put(card.serial(), card));
    assertThat(table).isEqualTo(model);
    long versions = model.values().stream().mapToLong(Card::version).sum();
    assertThat(follower.seen).as("each version was told once").isEqualTo(versions);
    assertThat(rig.verified()).isEqualTo(versions);
  }

  private static List<CardChange> changes(Random random, Map<CardSerial, Card> model) {
    var changes = new ArrayList<CardChange>();
    Map<CardSerial, Card> state = new HashMap<>(model);
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var serial = new CardSerial(random.nextInt(6));
      Card before = state.get(serial);
      Card after =
          before == null ? Cards.card(serial.value()) : Cards.next(before, random.nextInt(3));
      changes.add(Cards.change(before, after));
      state.put(serial, after);
    }
    return changes;
  }

  private static Wiretap.Fault failing(Random random, int percent) {
    return new Wiretap.Fault() {
      @Override
      public void before(String sql) throws SQLException {
        fail();
      }

      @Override
      public void after(String sql) throws SQLException {
        fail();
      }

      private void fail() throws SQLException {
        if (random.nextInt(400) < percent) {
          throw new SQLException("injected", random.nextBoolean() ? "40001" : "08006");
        }
      }
    };
  }

  /** Follows the feed as the mirror does: reads the rows again, keeps the higher version. */
  private static final class Follower {
    private final Map<CardSerial, Card> cards = new HashMap<>();
    private long seq;
    private long seen;

    void follow() {
      List<SealedChange> changes;
      try {
        changes = rig.store().after(seq, 7);
        while (!changes.isEmpty()) {
          take(changes);
          changes = rig.store().after(seq, 7);
        }
      } catch (CaskadeException e) {
        assertThat(e.code().name()).isEqualTo("DATABASE_UNAVAILABLE");
      }
    }

    private void take(List<SealedChange> changes) {
      List<CardSerial> serials =
          changes.stream().map(change -> change.serial().orElseThrow()).toList();
      for (Card card : rig.store().cards(NetworkId.MAIN, serials)) {
        cards.merge(card.serial(), card, (a, b) -> a.version() >= b.version() ? a : b);
      }
      for (SealedChange change : changes) {
        assertThat(change.seq()).isEqualTo(seq + 1);
        seq = change.seq();
        seen++;
      }
    }
  }
}
