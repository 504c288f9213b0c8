package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.store.jpa.work.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Cards by their serials. */
public final class CardStore {
  private final UnitOfWork work;

  public CardStore(UnitOfWork work) {
    this.work = work;
  }

  public Optional<Card> card(NetworkId network, CardSerial serial) {
    return work.run(
        entities ->
            Optional.ofNullable(
                    entities.find(CardEntity.class, new CardEntity.Key(network, serial)))
                .map(CardEntity::toCard));
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
