package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.people.Subscriber;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records of every kind in memory. A column of {@link RecordFilter#equal} is a component of the
 * record, a list in the singular ({@code tag}).
 */
final class MemoryRecords {
  private final Map<RecordKind, Map<NetworkId, TreeMap<String, Row>>> rows = new TreeMap<>();

  <T extends StoredRecord> Optional<T> find(Class<T> kind, NetworkId network, String id) {
    return all(kind, network).filter(record -> record.id().equals(id)).findFirst();
  }

  <T extends StoredRecord> List<T> page(Class<T> kind, NetworkId network, RecordFilter filter) {
    filter.equal().keySet().forEach(column -> requireColumn(kind, column));
    return all(kind, network)
        .filter(record -> filter.after().filter(id -> record.id().compareTo(id) <= 0).isEmpty())
        .filter(
            record ->
                filter
                    .text()
                    .filter(text -> !begins(record, text.toLowerCase(Locale.ROOT)))
                    .isEmpty())
        .filter(
            record ->
                filter.equal().entrySet().stream()
                    .allMatch(e -> values(record, e.getKey()).anyMatch(e.getValue()::equals)))
        .limit(filter.limit())
        .toList();
  }

  void apply(RecordChange change, Deque<Runnable> undo) {
    StoredRecord subject = change.subject();
    TreeMap<String, Row> table =
        rows.computeIfAbsent(subject.kind(), kind -> new TreeMap<>())
            .computeIfAbsent(subject.network(), network -> new TreeMap<>());
    Row present = table.get(subject.id());
    require(change, present);
    if (change.after() == null) {
      table.remove(subject.id());
    } else {
      table.put(subject.id(), new Row(change.after(), change.at()));
    }
    undo.push(() -> MemoryStore.putBack(table, subject.id(), present));
  }

  int removeOlder(RecordKind kind, Instant before) {
    int removed = 0;
    for (TreeMap<String, Row> table : rows.getOrDefault(kind, Map.of()).values()) {
      int size = table.size();
      table.values().removeIf(row -> row.changedAt().isBefore(before));
      removed += size - table.size();
    }
    return removed;
  }

  /** True when one of the columns that are searched begins with a text in lower case. */
  static boolean begins(StoredRecord record, String text) {
    return searched(record).anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith(text));
  }

  private static Stream<String> searched(StoredRecord record) {
    if (record instanceof Subscriber subscriber) {
      return Stream.concat(
          subscriber.phones().stream(),
          Stream.of(
              subscriber.name(),
              subscriber.contract(),
              subscriber.email(),
              subscriber.billingAddress(),
              subscriber.installationAddress()));
    }
    return Stream.concat(Stream.of(record.id()), values(record, "name"));
  }

  private void require(RecordChange change, @Nullable Row present) {
    StoredRecord subject = change.subject();
    StoredRecord before = change.before();
    if (change.after() != null) {
      MemoryStore.requireNext(before == null ? 0 : before.version(), change.after().version());
    }
    String target = subject.kind().name().toLowerCase(Locale.ROOT) + ":" + subject.id();
    if (before == null && (present != null || isTakenElsewhere(subject))) {
      throw new CaskadeException(
          ErrorCode.RECORD_EXISTS, subject.network(), subject.kind(), subject.id());
    }
    if (before != null && (present == null || present.record().version() != before.version())) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, subject.network(), target);
    }
  }

  /** Names of receiver accounts are given once in all networks. */
  private boolean isTakenElsewhere(StoredRecord subject) {
    return subject.kind() == RecordKind.RECEIVER_ACCOUNT
        && rows.getOrDefault(subject.kind(), Map.of()).values().stream()
            .anyMatch(table -> table.containsKey(subject.id()));
  }

  private <T extends StoredRecord> Stream<T> all(Class<T> kind, NetworkId network) {
    return rows.values().stream()
        .flatMap(tables -> tables.getOrDefault(network, new TreeMap<>()).values().stream())
        .map(Row::record)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static void requireColumn(Class<?> kind, String column) {
    if (Arrays.stream(kind.getRecordComponents())
        .noneMatch(part -> part.getName().equals(column) || part.getName().equals(column + "s"))) {
      throw new CaskadeException(ErrorCode.FIELD_UNKNOWN, column);
    }
  }

  private static Stream<String> values(StoredRecord record, String column) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .filter(part -> part.getName().equals(column) || part.getName().equals(column + "s"))
        .map(part -> value(record, part))
        .flatMap(
            value -> {
              if (value instanceof Optional<?> maybe) {
                return maybe.stream();
              }
              return value instanceof Collection<?> many ? many.stream() : Stream.of(value);
            })
        .map(String::valueOf);
  }

  private static Object value(StoredRecord record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Row(StoredRecord record, Instant changedAt) {}
}
