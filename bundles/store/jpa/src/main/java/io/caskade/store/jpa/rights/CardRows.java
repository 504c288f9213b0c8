package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;

/** Reads cards in the transaction of the EntityManager that is given. */
final class CardRows {
  /** Serials per query: more of them gain nothing. */
  static final int PER_QUERY = 512;

  private CardRows() {}

  static List<Card> page(
      EntityManager entities, NetworkId network, Optional<CardSerial> after, int limit) {
    return entities
        .createQuery(
            "select c from Card c where c.key.network = :network and c.key.serial > :after"
                + " order by c.key.serial",
            CardEntity.class)
        .setParameter("network", network.value())
        .setParameter("after", after.map(CardSerial::value).orElse(-1L))
        .setMaxResults(limit)
        .getResultStream()
        .map(CardEntity::toCard)
        .toList();
  }

  /** The rows of these serials; unknown ones are left out. */
  static List<CardEntity> find(
      EntityManager entities, NetworkId network, Collection<CardSerial> serials) {
    return find(entities, network, serials, LockModeType.NONE);
  }

  /** The rows of these serials, locked until the transaction ends. */
  static List<CardEntity> lock(
      EntityManager entities, NetworkId network, Collection<CardSerial> serials) {
    return find(entities, network, serials, LockModeType.PESSIMISTIC_WRITE);
  }

  private static List<CardEntity> find(
      EntityManager entities,
      NetworkId network,
      Collection<CardSerial> serials,
      LockModeType lock) {
    // Sorted: two jobs that lock the same cards do not wait for each other in a ring.
    List<Long> values = serials.stream().map(CardSerial::value).distinct().sorted().toList();
    var found = new ArrayList<CardEntity>();
    for (int from = 0; from < values.size(); from += PER_QUERY) {
      found.addAll(
          entities
              .createQuery(
                  "select c from Card c where c.key.network = :network and c.key.serial in :serials",
                  CardEntity.class)
              .setParameter("network", network.value())
              .setParameter(
                  "serials", values.subList(from, Math.min(values.size(), from + PER_QUERY)))
              .setLockMode(lock)
              .getResultList());
    }
    return found;
  }

  static long count(EntityManager entities, NetworkId network) {
    return entities
        .createQuery("select count(c) from Card c where c.key.network = :network", Long.class)
        .setParameter("network", network.value())
        .getSingleResult();
  }
}
