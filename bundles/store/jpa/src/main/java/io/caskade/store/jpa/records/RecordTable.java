package io.caskade.store.jpa.records;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;

/**
 * How one kind of record is kept.
 *
 * @param empty makes a row that has no state yet
 * @param ofNetwork its network must exist; other kinds may belong to the head-end
 * @param columns of filters, by name
 * @param old condition on the row {@code e} that it is older than {@code :before} and may be
 *     forgotten; empty when the kind is never forgotten by age
 * @param parts entities that live and die with a row, under the same key
 * @param headEndWide an id is given once in all networks together
 */
record RecordTable<R extends StoredRecord, E extends RecordEntity<R>>(
    RecordKind kind,
    Class<R> type,
    Class<E> entity,
    Supplier<E> empty,
    boolean ofNetwork,
    Map<String, FilterColumn> columns,
    Optional<String> old,
    List<String> parts,
    boolean headEndWide) {
  /** Ids per query: more of them gain nothing. */
  private static final int PER_QUERY = 512;

  /** The same kind, each id of which is given once in all networks together. */
  RecordTable<R, E> oncePerHeadEnd() {
    return new RecordTable<>(kind, type, entity, empty, ofNetwork, columns, old, parts, true);
  }

  /** The entity's name in queries. */
  String name(EntityManager entities) {
    return entities.getMetamodel().entity(entity).getName();
  }

  /** The rows of these ids; unknown ones are left out. */
  List<E> find(
      EntityManager entities, NetworkId network, Collection<String> ids, LockModeType lock) {
    // Sorted: two jobs that lock the same rows do not wait for each other in a ring.
    List<String> wanted = ids.stream().distinct().sorted().toList();
    var found = new ArrayList<E>();
    for (int from = 0; from < wanted.size(); from += PER_QUERY) {
      found.addAll(
          entities
              .createQuery(
                  "select e from "
                      + name(entities)
                      + " e where e.key.network = :network and e.key.id in :ids",
                  entity)
              .setParameter("network", network.value())
              .setParameter("ids", wanted.subList(from, Math.min(wanted.size(), from + PER_QUERY)))
              .setLockMode(lock)
              .getResultList());
    }
    return found;
  }

  /** The rows of these ids in whichever network. */
  List<E> findAnywhere(EntityManager entities, Collection<String> ids) {
    return entities
        .createQuery("select e from " + name(entities) + " e where e.key.id in :ids", entity)
        .setParameter("ids", ids)
        .getResultList();
  }

  /**
   * The rows behind one, ordered by network and id.
   *
   * @param network of the last row that was read, empty at first
   * @param id of the last row that was read, empty at first
   */
  List<E> behind(EntityManager entities, String network, String id, int limit) {
    return entities
        .createQuery(
            "select e from "
                + name(entities)
                + " e where e.key.network > :network or e.key.network = :network and e.key.id > :id"
                + " order by e.key.network, e.key.id",
            entity)
        .setParameter("network", network)
        .setParameter("id", id)
        .setMaxResults(limit)
        .getResultList();
  }
}
