package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.StateChange;
import io.caskade.store.jpa.changes.ChangeStore;
import io.caskade.store.jpa.work.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** Cards by their serials. */
public final class CardStore {
  /** A hint of Hibernate. */
  private static final String READ_ONLY = "org.hibernate.readOnly";

  private final UnitOfWork work;

  public CardStore(UnitOfWork work) {
    this.work = work;
  }

  public Optional<Card> card(NetworkId network, CardSerial serial) {
    return work.run(entities -> find(entities, network, serial));
  }

  /** Reads a card and writes what becomes of it, as {@code Store.change}. */
  public Optional<Card> change(
      ChangeStore changes,
      NetworkId network,
      CardSerial serial,
      Function<Card, ? extends List<? extends StateChange>> change) {
    var left = new AtomicReference<Optional<Card>>(Optional.empty());
    changes.apply(
        entities -> {
          Optional<Card> present = find(entities, network, serial);
          List<StateChange> made =
              present.map(change).map(List::<StateChange>copyOf).orElse(List.of());
          left.set(present.map(card -> left(card, made)));
          return made;
        });
    return Objects.requireNonNull(left.get());
  }

  /** The card behind these changes. */
  private static Card left(Card present, List<StateChange> changes) {
    Card left = present;
    for (StateChange change : changes) {
      if (change instanceof CardChange one
          && one.network().equals(present.network())
          && one.after().serial().equals(present.serial())) {
        left = one.after();
      }
    }
    return left;
  }

  /**
   * Only read, and let go: Hibernate would keep a copy to compare, and whoever locks the row to
   * write it must get one of its own.
   */
  private static Optional<Card> find(EntityManager entities, NetworkId network, CardSerial serial) {
    var key = new CardEntity.Key(network, serial);
    CardEntity found = entities.find(CardEntity.class, key, Map.of(READ_ONLY, true));
    if (found == null) {
      return Optional.empty();
    }
    entities.detach(found);
    return Optional.of(found.toCard());
  }

  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return work.run(
        entities ->
            CardRows.find(entities, network, serials).stream().map(CardEntity::toCard).toList());
  }

  public Optional<CardSerial> highestSerial(NetworkId network, CardSerial from, CardSerial to) {
    return work.run(
            entities ->
                entities
                    .createQuery(
                        "select max(c.key.serial) from Card c where c.key.network = :network"
                            + " and c.key.serial between :from and :to",
                        Long.class)
                    .setParameter("network", network.value())
                    .setParameter("from", from.value())
                    .setParameter("to", to.value())
                    .getResultStream()
                    .flatMap(highest -> Optional.ofNullable(highest).stream())
                    .findFirst())
        .map(CardSerial::new);
  }
}
