package io.caskade.store.jpa.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;

/** Reads cards in the transaction of the EntityManager that is given. */
final class CardRows {
  /** Serials per query: more of them gain nothing. */
  static final int PER_QUERY = 512;

  private static final String IN_RANGE =
      "select c from Card c where c.key.network = :network"
          + " and c.key.serial between :first and :last";

  private static final String IN_LIST = IN_RANGE + " and c.key.serial in :serials";

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
      List<Long> part = values.subList(from, Math.min(values.size(), from + PER_QUERY));
      found.addAll(query(entities, network, part).setLockMode(lock).getResultList());
    }
    return found;
  }

  /**
   * Bounded on both sides: H2 reads every card of the network for a list of serials alone. Serials
   * without gaps need no list at all.
   */
  private static TypedQuery<CardEntity> query(
      EntityManager entities, NetworkId network, List<Long> ascending) {
    long first = ascending.get(0);
    long last = ascending.get(ascending.size() - 1);
    if (last - first + 1 == ascending.size()) {
      return query(entities, IN_RANGE, network, first, last);
    }
    return query(entities, IN_LIST, network, first, last).setParameter("serials", ascending);
  }

  private static TypedQuery<CardEntity> query(
      EntityManager entities, String query, NetworkId network, long first, long last) {
    return entities
        .createQuery(query, CardEntity.class)
        .setParameter("network", network.value())
        .setParameter("first", first)
        .setParameter("last", last);
  }
}
