package io.caskade.store.jpa.records;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import io.caskade.store.jpa.changes.KnownNetworks;
import io.caskade.store.jpa.changes.StateText;
import io.caskade.store.jpa.changes.Writer;
import io.caskade.store.jpa.changes.Written;
import io.caskade.store.jpa.work.WorkConflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Writes records of every kind. */
public final class RecordWriter implements Writer<RecordChange> {
  @Override
  public Class<RecordChange> kind() {
    return RecordChange.class;
  }

  @Override
  public void requireNextVersion(RecordChange change) {
    StoredRecord before = change.before();
    StoredRecord after = change.after();
    long expected = before == null ? 1 : before.version() + 1;
    if (after != null && after.version() != expected) {
      throw new IllegalArgumentException(
          "%s: version %d is not %d"
              .formatted(RecordName.of(after).target(), after.version(), expected));
    }
    if (before != null && after != null && !RecordName.of(before).equals(RecordName.of(after))) {
      throw new IllegalArgumentException(
          RecordName.of(before).target() + " cannot become " + RecordName.of(after).target());
    }
  }

  /** New records are not looked for: the primary key refuses a second one. */
  @Override
  public Locked<RecordChange> lock(EntityManager entities, List<RecordChange> changes) {
    Map<RecordName, RecordEntity<?>> rows =
        rows(
            entities,
            changes.stream().filter(change -> change.before() != null).toList(),
            LockModeType.PESSIMISTIC_WRITE);
    return new Rows(entities, rows, new Words(entities));
  }

  private static Map<RecordName, RecordEntity<?>> rows(
      EntityManager entities, List<RecordChange> changes, LockModeType lock) {
    Map<RecordName, RecordEntity<?>> rows = new HashMap<>();
    var names = changes.stream().map(change -> RecordName.of(change.subject())).toList();
    Map<RecordKind, List<RecordName>> byKind =
        names.stream().collect(groupingBy(RecordName::kind, TreeMap::new, toList()));
    byKind.forEach(
        (kind, ofKind) ->
            ofKind.stream()
                .collect(groupingBy(RecordName::network, TreeMap::new, toList()))
                .forEach((network, some) -> find(entities, kind, network, some, lock, rows)));
    return rows;
  }

  private static void find(
      EntityManager entities,
      RecordKind kind,
      NetworkId network,
      List<RecordName> names,
      LockModeType lock,
      Map<RecordName, RecordEntity<?>> rows) {
    List<String> ids = names.stream().map(RecordName::id).toList();
    RecordTables.of(kind)
        .find(entities, network, ids, lock)
        .forEach(row -> rows.put(new RecordName(kind, network, row.id()), row));
  }

  /** Locked rows of a part of a transaction. */
  private record Rows(EntityManager entities, Map<RecordName, RecordEntity<?>> rows, Words words)
      implements Locked<RecordChange> {
    @Override
    public Written write(RecordChange change) {
      RecordName name = RecordName.of(change.subject());
      writeRow(RecordTables.of(name.kind()), name, change);
      return new Written(
          change.journalled(),
          change.operation(),
          null,
          null,
          name.target(),
          Written.OK,
          null,
          change.detail().isEmpty() ? null : StateText.of(change.detail()));
    }

    private <R extends StoredRecord, E extends RecordEntity<R>> void writeRow(
        RecordTable<R, E> table, RecordName name, RecordChange change) {
      R before = cast(table, change.before());
      R after = cast(table, change.after());
      RecordEntity<?> present = rows.get(name);
      if ((before == null) != (present == null)
          || (before != null && present != null && present.version() != before.version())) {
        throw new WorkConflict(name.target());
      }
      if (present == null) {
        add(table, name, after);
      } else {
        E row = table.entity().cast(present);
        Set<Word> had = Word.of(row);
        if (after == null) {
          remove(table, name, row);
        } else {
          row.become(before, after);
        }
        words.change(name, had, after == null ? Set.of() : Word.of(row));
      }
    }

    private static <R extends StoredRecord> @Nullable R cast(
        RecordTable<R, ?> table, @Nullable StoredRecord state) {
      return state == null ? null : table.type().cast(state);
    }

    private <R extends StoredRecord, E extends RecordEntity<R>> void add(
        RecordTable<R, E> table, RecordName name, @Nullable R added) {
      if (added == null) {
        throw new WorkConflict(name.target());
      }
      E row = table.empty().get();
      row.become(null, added);
      entities.persist(row);
      rows.put(name, row);
      words.change(name, Set.of(), Word.of(row));
    }

    private void remove(RecordTable<?, ?> table, RecordName name, RecordEntity<?> row) {
      entities.remove(row);
      rows.remove(name);
      // At once, since JPA would write a new row of the same id first.
      entities.flush();
      for (String part : table.parts()) {
        Forgetting.deletePart(entities, part, name.network().value(), List.of(name.id()));
      }
    }

    @Override
    public void finish() {
      words.write();
    }
  }

  @Override
  public Present<RecordChange> present(
      EntityManager entities, KnownNetworks networks, List<RecordChange> changes) {
    Map<RecordName, RecordEntity<?>> rows = rows(entities, changes, LockModeType.NONE);
    changes.stream()
        .filter(change -> change.before() == null)
        .map(change -> RecordName.of(change.subject()))
        .filter(name -> RecordTables.of(name.kind()).headEndWide())
        .collect(groupingBy(RecordName::kind, mapping(RecordName::id, toList())))
        .forEach((kind, ids) -> findAnywhere(entities, kind, ids, rows));
    return new Standing(networks, rows);
  }

  private static void findAnywhere(
      EntityManager entities,
      RecordKind kind,
      List<String> ids,
      Map<RecordName, RecordEntity<?>> rows) {
    RecordTables.of(kind)
        .findAnywhere(entities, ids)
        .forEach(row -> rows.put(new RecordName(kind, row.network(), row.id()), row));
  }

  /** What is, and what a list would make of it. */
  private static final class Standing implements Present<RecordChange> {
    private final KnownNetworks networks;
    private final Map<RecordName, RecordEntity<?>> rows;
    private final Map<RecordName, Long> versions = new HashMap<>();

    Standing(KnownNetworks networks, Map<RecordName, RecordEntity<?>> rows) {
      this.networks = networks;
      this.rows = rows;
      rows.forEach((name, row) -> versions.put(name, row.version()));
    }

    @Override
    public boolean shows(RecordChange change) {
      if (change.journalled()) {
        return false;
      }
      RecordEntity<?> row = rows.get(RecordName.of(change.subject()));
      StoredRecord after = change.after();
      return row == null || after == null
          ? row == null && after == null
          : row.toRecord().equals(stored(RecordTables.of(after.kind()), after));
    }

    /** As it comes back from the table, with times of whole milliseconds. */
    private static <R extends StoredRecord, E extends RecordEntity<R>> R stored(
        RecordTable<R, E> table, StoredRecord record) {
      E row = table.empty().get();
      row.become(null, table.type().cast(record));
      return row.toRecord();
    }

    @Override
    public void require(RecordChange change) {
      RecordName name = RecordName.of(change.subject());
      if (RecordTables.of(name.kind()).ofNetwork()) {
        networks.require(name.network());
      }
      Long version = versions.get(name);
      StoredRecord before = change.before();
      if (before == null) {
        owner(name)
            .ifPresent(
                owner -> {
                  throw new CaskadeException(
                      ErrorCode.RECORD_EXISTS, owner.network(), name.kindName(), name.id());
                });
      }
      if (before != null && (version == null || version != before.version())) {
        throw new CaskadeException(ErrorCode.VERSION_CONFLICT, name.network(), name.target());
      }
      StoredRecord after = change.after();
      if (after == null) {
        versions.remove(name);
      } else {
        versions.put(name, after.version());
      }
    }

    /** The record that has this name, or the id of a kind that gives it once. */
    private Optional<RecordName> owner(RecordName name) {
      if (!RecordTables.of(name.kind()).headEndWide()) {
        return versions.containsKey(name) ? Optional.of(name) : Optional.empty();
      }
      return versions.keySet().stream()
          .filter(known -> known.kind() == name.kind() && known.id().equals(name.id()))
          .findFirst();
    }
  }
}
