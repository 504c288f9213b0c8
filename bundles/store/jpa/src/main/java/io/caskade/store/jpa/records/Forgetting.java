package io.caskade.store.jpa.records;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.caskade.api.rights.RecordKind;
import io.caskade.store.jpa.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;

/** Removes records that are old, in transactions of bounded size. */
public final class Forgetting {
  private static final int PORTION = 1_000;

  private final UnitOfWork work;

  public Forgetting(UnitOfWork work) {
    this.work = work;
  }

  /**
   * @return how many went
   * @throws IllegalArgumentException for a kind that is kept until somebody removes it
   */
  public int removeOlder(RecordKind kind, Instant before) {
    RecordTable<?, ?> table = RecordTables.of(kind);
    String old =
        table
            .old()
            .orElseThrow(() -> new IllegalArgumentException(kind + " is not forgotten by age"));
    int removed = 0;
    int portion;
    do {
      portion = work.run(entities -> removePortion(entities, table, old, before));
      removed += portion;
    } while (portion == PORTION);
    return removed;
  }

  private static int removePortion(
      EntityManager entities, RecordTable<?, ?> table, String old, Instant before) {
    String name = table.name(entities);
    List<Object[]> rows =
        entities
            .createQuery(
                "select e.key.network, e.key.id from " + name + " e where " + old, Object[].class)
            .setParameter("before", before.toEpochMilli())
            .setMaxResults(PORTION)
            .getResultList();
    Map<String, List<String>> byNetwork =
        rows.stream()
            .collect(groupingBy(row -> (String) row[0], mapping(row -> (String) row[1], toList())));
    int removed = 0;
    for (Map.Entry<String, List<String>> network : byNetwork.entrySet()) {
      for (String part : table.parts()) {
        deletePart(entities, part, network.getKey(), network.getValue());
      }
      removed += deletePart(entities, name, network.getKey(), network.getValue());
    }
    return removed;
  }

  /** Deletes rows of an entity by their keys. */
  static int deletePart(EntityManager entities, String entity, String network, List<String> ids) {
    return entities
        .createQuery(
            "delete from " + entity + " e where e.key.network = :network and e.key.id in :ids")
        .setParameter("network", network)
        .setParameter("ids", ids)
        .executeUpdate();
  }
}
