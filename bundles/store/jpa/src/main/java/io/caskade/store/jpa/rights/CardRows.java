package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;

/** Reads cards in the transaction of the EntityManager that is given. */
final class CardRows {
  /** Serials per query: more of them gain nothing. */
  static final int PER_QUERY = 512;

  private CardRows() {}

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
}
