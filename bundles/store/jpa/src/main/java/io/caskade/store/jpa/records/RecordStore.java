package io.caskade.store.jpa.records;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.StoredRecord;
import io.caskade.store.jpa.work.UnitOfWork;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;

/** Reads records of every kind. */
public final class RecordStore {
  private static final String HAS_WORD =
      " and e.key.id in (select w.key.id from Word w where w.key.network = :network"
          + " and w.key.kind = :kind and w.key.field = ";

  private static final int PAGE = 2_000;

  private final UnitOfWork work;

  public RecordStore(UnitOfWork work) {
    this.work = work;
  }

  public <R extends StoredRecord> Optional<R> find(Class<R> type, NetworkId network, String id) {
    return work.run(entities -> find(entities, RecordTables.of(type), network, id));
  }

  private static <R extends StoredRecord, E extends RecordEntity<R>> Optional<R> find(
      EntityManager entities, RecordTable<R, E> table, NetworkId network, String id) {
    E row = entities.find(table.entity(), new RecordEntity.Key(network, id));
    return Optional.ofNullable(row).map(RecordEntity::toRecord);
  }

  /** The present records of these ids; unknown ones are left out. */
  public <R extends StoredRecord> List<R> find(
      Class<R> type, NetworkId network, Collection<String> ids) {
    RecordTable<R, ? extends RecordEntity<R>> table = RecordTables.of(type);
    return work.run(
        entities ->
            table.find(entities, network, ids, LockModeType.NONE).stream()
                .map(RecordEntity::toRecord)
                .toList());
  }

  /** Reads all records of a kind, a page at a time, by network and id. */
  public <R extends StoredRecord> void readAll(Class<R> type, Consumer<R> consumer) {
    RecordTable<R, ? extends RecordEntity<R>> table = RecordTables.of(type);
    String network = "";
    String id = "";
    List<R> page;
    do {
      page = behind(table, network, id);
      page.forEach(consumer);
      if (!page.isEmpty()) {
        R last = page.get(page.size() - 1);
        network = last.network().value();
        id = last.id();
      }
    } while (page.size() == PAGE);
  }

  private <R extends StoredRecord> List<R> behind(
      RecordTable<R, ? extends RecordEntity<R>> table, String network, String id) {
    return work.run(
        entities ->
            table.behind(entities, network, id, PAGE).stream()
                .map(RecordEntity::toRecord)
                .toList());
  }

  /**
   * A page, ordered by id.
   *
   * @throws CaskadeException FIELD_UNKNOWN, FIELD_INVALID
   */
  public <R extends StoredRecord> List<R> page(
      Class<R> type, NetworkId network, RecordFilter filter) {
    RecordTable<R, ? extends RecordEntity<R>> table = RecordTables.of(type);
    var condition = new Condition(table, network, filter);
    return work.run(entities -> page(entities, table, condition, filter.limit()));
  }

  private static <R extends StoredRecord, E extends RecordEntity<R>> List<R> page(
      EntityManager entities, RecordTable<R, E> table, Condition condition, int limit) {
    TypedQuery<E> query =
        entities
            .createQuery(
                "select e from "
                    + table.name(entities)
                    + " e where "
                    + condition.text
                    + " order by e.key.id",
                table.entity())
            .setMaxResults(limit);
    condition.values.forEach(query::setParameter);
    return query.getResultList().stream().map(RecordEntity::toRecord).toList();
  }

  /** A filter as a condition on the row {@code e}. */
  private static final class Condition {
    private final StringBuilder text = new StringBuilder("e.key.network = :network");
    private final Map<String, Object> values = new HashMap<>();

    Condition(RecordTable<?, ?> table, NetworkId network, RecordFilter filter) {
      values.put("network", network.value());
      filter.after().ifPresent(id -> add(" and e.key.id > :after", "after", id));
      filter.text().filter(wanted -> !wanted.isBlank()).ifPresent(wanted -> begins(table, wanted));
      filter.equal().forEach((name, value) -> equal(table, name, value));
    }

    private void add(String condition, String name, Object value) {
      text.append(condition);
      values.put(name, value);
    }

    private void begins(RecordTable<?, ?> table, String wanted) {
      values.put("kind", table.kind().name());
      add(
          HAS_WORD + "'" + Word.TEXT + "' and w.key.text like :text escape '!')",
          "text",
          Word.beginning(wanted));
    }

    private void equal(RecordTable<?, ?> table, String name, String value) {
      FilterColumn column = table.columns().get(name);
      if (column == null) {
        throw new CaskadeException(ErrorCode.FIELD_UNKNOWN, name);
      }
      Object wanted = column.read(name, value);
      if (column.tag()) {
        values.put("kind", table.kind().name());
        add(HAS_WORD + "'" + Word.TAG + "' and w.key.text = :tag)", "tag", wanted);
      } else {
        add(
            " and e." + column.attribute() + " = :" + column.attribute(),
            column.attribute(),
            wanted);
      }
    }
  }
}
