package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.store.jpa.journal.Journal;
import io.caskade.store.jpa.journal.JournalEntry;
import io.caskade.store.jpa.work.UnitOfWork;
import io.caskade.store.jpa.work.WorkConflict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.persistence.EntityManager;

/** Cards: the state and its journal in one transaction. */
public final class CardStore {
  /** So many changes are sent to the database at a time. */
  private static final int FLUSH = 1_000;

  /** Somebody else may change the same rows between the conflict and the look at it. */
  private static final int TRIES = 5;

  private final UnitOfWork work;
  private final Journal journal;

  public CardStore(UnitOfWork work, Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  public Optional<Card> card(NetworkId network, CardSerial serial) {
    return work.run(
        entities ->
            Optional.ofNullable(
                    entities.find(CardEntity.class, new CardEntity.Key(network, serial)))
                .map(CardEntity::toCard));
  }

  public List<Card> page(NetworkId network, Optional<CardSerial> after, int limit) {
    return work.run(entities -> CardRows.page(entities, network, after, limit));
  }

  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return work.run(
        entities ->
            CardRows.find(entities, network, serials).stream().map(CardEntity::toCard).toList());
  }

  public long count(NetworkId network) {
    return work.run(entities -> CardRows.count(entities, network));
  }

  /**
   * All of the changes or none; those whose id is in the journal are done already.
   *
   * @throws CaskadeException VERSION_CONFLICT, CARD_EXISTS, NETWORK_UNKNOWN, STORAGE_FULL,
   *     DATABASE_UNAVAILABLE
   */
  public void apply(List<CardChange> changes) {
    Map<UUID, CardChange> open = new LinkedHashMap<>();
    for (CardChange change : changes) {
      requireNextVersion(change);
      open.putIfAbsent(change.id(), change);
    }
    for (int tries = 1; !open.isEmpty(); tries++) {
      List<CardChange> now = List.copyOf(open.values());
      try {
        work.execute(entities -> write(entities, now));
        return;
      } catch (WorkConflict conflict) {
        open.keySet().removeAll(examine(now, tries >= TRIES));
      }
    }
  }

  private static void requireNextVersion(CardChange change) {
    long before = change.before() == null ? 0 : change.before().version();
    if (change.after().version() != before + 1) {
      throw new IllegalArgumentException(
          "card %s: version %d does not follow %d"
              .formatted(change.after().serial(), change.after().version(), before));
    }
  }

  private void write(EntityManager entities, List<CardChange> changes) {
    Journal.Writing writing = journal.begin(entities);
    for (int from = 0; from < changes.size(); from += FLUSH) {
      List<CardChange> part = changes.subList(from, Math.min(changes.size(), from + FLUSH));
      write(entities, part, writing);
      entities.flush();
      entities.clear();
    }
    writing.end();
  }

  private static void write(
      EntityManager entities, List<CardChange> part, Journal.Writing writing) {
    Map<NetworkId, Map<CardSerial, CardEntity>> present = present(entities, part);
    for (CardChange change : part) {
      Card after = change.after();
      Map<CardSerial, CardEntity> cards =
          present.computeIfAbsent(after.network(), network -> new HashMap<>());
      CardEntity row = cards.get(after.serial());
      if (change.before() == null && row == null) {
        row = new CardEntity(after);
        entities.persist(row);
        cards.put(after.serial(), row);
      } else if (row != null
          && change.before() != null
          && row.version() == change.before().version()) {
        row.take(after);
      } else {
        throw new WorkConflict("card " + after.serial());
      }
      writing.add(entry(change));
    }
  }

  /** Locks the rows of the cards that are to be changed; new cards are not looked for. */
  private static Map<NetworkId, Map<CardSerial, CardEntity>> present(
      EntityManager entities, List<CardChange> part) {
    Map<NetworkId, List<CardSerial>> wanted = new HashMap<>();
    for (CardChange change : part) {
      if (change.before() != null) {
        wanted
            .computeIfAbsent(change.after().network(), network -> new ArrayList<>())
            .add(change.after().serial());
      }
    }
    Map<NetworkId, Map<CardSerial, CardEntity>> present = new HashMap<>();
    wanted.forEach(
        (network, serials) -> {
          Map<CardSerial, CardEntity> rows = new HashMap<>();
          CardRows.lock(entities, network, serials).forEach(row -> rows.put(row.serial(), row));
          present.put(network, rows);
        });
    return present;
  }

  private static JournalEntry entry(CardChange change) {
    Card before = change.before();
    return new JournalEntry(
        change.id(),
        change.at(),
        change.actor(),
        change.operation().name(),
        change.urgency(),
        change.after().network(),
        change.after().serial(),
        before == null ? null : StateText.of(before),
        StateText.of(change.after()));
  }

  /**
   * Finds out why nothing was written.
   *
   * @return ids that are in the journal already; the rest is to be tried again
   * @throws CaskadeException the refusal, when the tables explain it
   */
  private Set<UUID> examine(List<CardChange> changes, boolean last) {
    return work.run(
        entities -> {
          Set<UUID> done = journal.stored(entities, changes.stream().map(CardChange::id).toList());
          List<CardChange> open =
              changes.stream().filter(change -> !done.contains(change.id())).toList();
          var expected = new Expectation(entities, open);
          open.forEach(expected::require);
          if (last && !open.isEmpty()) {
            throw conflict(ErrorCode.VERSION_CONFLICT, open.get(0).after());
          }
          return done;
        });
  }

  private static CaskadeException conflict(ErrorCode code, Card card) {
    return new CaskadeException(code, card.network(), card.serial());
  }

  /** What the changes of a list, in their order, expect of the tables. */
  private static final class Expectation {
    private final EntityManager entities;
    private final Map<NetworkId, Map<CardSerial, Long>> versions = new HashMap<>();

    Expectation(EntityManager entities, List<CardChange> changes) {
      this.entities = entities;
      Map<NetworkId, List<CardSerial>> wanted = new HashMap<>();
      for (CardChange change : changes) {
        Card card = change.after();
        wanted.computeIfAbsent(card.network(), network -> new ArrayList<>()).add(card.serial());
      }
      wanted.forEach((network, serials) -> versions.put(network, read(network, serials)));
    }

    private Map<CardSerial, Long> read(NetworkId network, List<CardSerial> serials) {
      Map<CardSerial, Long> found = new HashMap<>();
      CardRows.find(entities, network, serials)
          .forEach(row -> found.put(row.serial(), row.version()));
      return found;
    }

    void require(CardChange change) {
      Card after = change.after();
      if (entities.find(NetworkEntity.class, after.network().value()) == null) {
        throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, after.network());
      }
      Long present = versions.getOrDefault(after.network(), Map.of()).get(after.serial());
      if (change.before() == null && present != null) {
        throw conflict(ErrorCode.CARD_EXISTS, after);
      }
      if (change.before() != null && (present == null || present != change.before().version())) {
        throw conflict(ErrorCode.VERSION_CONFLICT, after);
      }
      versions
          .computeIfAbsent(after.network(), network -> new HashMap<>())
          .put(after.serial(), after.version());
    }
  }
}
