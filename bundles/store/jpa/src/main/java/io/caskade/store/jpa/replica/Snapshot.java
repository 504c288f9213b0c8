package io.caskade.store.jpa.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import io.caskade.store.jpa.journal.ChainTail;
import io.caskade.store.jpa.rows.KeyedRows;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.TableReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a standby lacks, as of one instant of this database. Of large tables the rows that the
 * journal names go, of those with a time the latest; all other tables go whole when they are not as
 * the standby has them, so that a table that a later build adds is never left out.
 */
final class Snapshot {
  static final String SEALS = "journal_seal";
  static final String CHANGES = "journal_change";
  static final String UNSEALED = "journal_unsealed";

  /** Where a standby keeps what waits for its seal at the primary. */
  static final String KEPT_UNSEALED = "replica_unsealed";

  static final Set<String> OF_NODES = Set.of("lease", "node", "replica", KEPT_UNSEALED);

  private static final String CARD = "card";
  private static final String WORDS = "record_word";
  private static final List<String> RECORD_KEY = List.of("network_id", "id");
  private static final List<String> CARD_KEY = List.of("network_id", "serial");
  private static final List<String> WORD_KEY = List.of("network_id", "kind", "id");
  private static final List<String> CHANGE_KEY = List.of("id");
  private static final List<String> SEAL_KEY = List.of("seq");

  /** Large tables of records, by how the journal calls a record. */
  private static final Map<String, String> TOUCHED =
      Map.of(
          "subscriber",
          "subscriber",
          "set-top-box",
          "set_top_box",
          "receiver-account",
          "receiver_account");

  /** Tables whose rows are written beside the journal, and what finds the latest. */
  private static final Map<String, String> RECENT =
      Map.of(
          "job", "changed_at >= ?",
          "job_payload",
              "exists (select 1 from job j where j.network_id = job_payload.network_id"
                  + " and j.id = job_payload.id and j.created_at >= ?)",
          "answered_request", "created_at >= ?");

  private static final int PAGE = 1_000;

  private final Connection connection;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final PullRequest request;
  private final Outgoing out;

  Snapshot(Connection connection, List<Table> all, PullRequest request, Outgoing out) {
    this.connection = connection;
    all.forEach(table -> tables.put(table.name(), table));
    this.request = request;
    this.out = out;
  }

  void write(Instant now) throws SQLException, IOException {
    var reader = new TableReader(connection);
    var chain = new ChainTail(connection);
    if (!request.everything() && !chain.holds(request.from())) {
      throw new CaskadeException(
          ErrorCode.REPLICA_DIVERGED,
          "row %d of the standby is not in the journal of the active node"
              .formatted(request.from().seq()));
    }
    ChainPosition head = chain.head();
    out.begin(now, head);
    for (Table table : tables.values()) {
      if (goesWhole(table)) {
        String name = table.name().equals(UNSEALED) ? KEPT_UNSEALED : table.name();
        out.whole(reader, table, name, request.everything() ? null : request.digests().get(name));
      } else {
        recent(table, RECENT.get(table.name()));
      }
    }
    if (!request.everything()) {
      changes(head.seq());
    }
    out.end();
  }

  private boolean goesWhole(Table table) {
    String name = table.name();
    if (OF_NODES.contains(name)) {
      return false;
    }
    if (request.everything()) {
      return true;
    }
    boolean fresh = request.since().equals(Instant.EPOCH);
    return !Set.of(SEALS, CHANGES, CARD, WORDS).contains(name)
        && !TOUCHED.containsValue(name)
        && (fresh || !RECENT.containsKey(name));
  }

  private void recent(Table table, @Nullable String condition) throws SQLException, IOException {
    if (condition == null) {
      return;
    }
    List<@Nullable Object[]> found =
        KeyedRows.select(connection, table, condition, request.since().toEpochMilli());
    if (!found.isEmpty()) {
      out.found(new KeyedRows(connection, table, RECORD_KEY), table, RECORD_KEY, found);
    }
  }

  private void changes(long head) throws SQLException, IOException {
    for (long from = request.from().seq(); from < head; from += PAGE) {
      Table seals = table(SEALS);
      List<@Nullable Object[]> rows =
          KeyedRows.select(
              connection, seals, "seq > ? and seq <= ?", from, Math.min(head, from + PAGE));
      var keyed = new KeyedRows(connection, seals, SEAL_KEY);
      out.found(keyed, seals, SEAL_KEY, rows);
      page(
          KeyedRows.select(
              connection,
              table(CHANGES),
              "id in (select change_id from journal_seal where seq > ? and seq <= ?)",
              from,
              Math.min(head, from + PAGE)),
          rows.size());
    }
    unsealed();
  }

  private void unsealed() throws SQLException, IOException {
    Table waiting = table(UNSEALED);
    int tx = new KeyedRows(connection, waiting, SEAL_KEY).columnOf("tx");
    for (@Nullable Object[] row :
        KeyedRows.select(connection, waiting, "tx >= ?", Long.MIN_VALUE)) {
      if (row[tx] instanceof Long number) {
        List<@Nullable Object[]> rows =
            KeyedRows.select(connection, table(CHANGES), "tx = ?", number);
        page(rows, rows.size());
      }
    }
  }

  /** These changes, and what they changed as it is now. */
  private void page(List<@Nullable Object[]> changes, int expected)
      throws SQLException, IOException {
    if (changes.size() != expected) {
      throw new SQLException(
          "the journal holds %d of %d changes of a page".formatted(changes.size(), expected));
    }
    Table table = table(CHANGES);
    var keyed = new KeyedRows(connection, table, CHANGE_KEY);
    if (!changes.isEmpty()) {
      out.found(keyed, table, CHANGE_KEY, changes);
    }
    int network = keyed.columnOf("network_id");
    int target = keyed.columnOf("target");
    int serial = keyed.columnOf("serial");
    var cards = new LinkedHashSet<List<Object>>();
    var records = new LinkedHashMap<String, Set<List<Object>>>();
    var words = new LinkedHashSet<List<Object>>();
    for (@Nullable Object[] change : changes) {
      String of = String.valueOf(change[network]);
      if (change[serial] instanceof Long number) {
        cards.add(List.of(of, number));
        continue;
      }
      String what = String.valueOf(change[target]);
      int colon = what.indexOf(':');
      if (colon > 0) {
        String kind = what.substring(0, colon);
        String id = what.substring(colon + 1);
        words.add(List.of(of, kind.toUpperCase(Locale.ROOT).replace('-', '_'), id));
        if (TOUCHED.containsKey(kind)) {
          records
              .computeIfAbsent(TOUCHED.get(kind), name -> new LinkedHashSet<>())
              .add(List.of(of, id));
        }
      }
    }
    some(CARD, CARD_KEY, cards);
    for (Map.Entry<String, Set<List<Object>>> each : records.entrySet()) {
      some(each.getKey(), RECORD_KEY, each.getValue());
    }
    some(WORDS, WORD_KEY, words);
  }

  private void some(String name, List<String> key, Set<List<Object>> keys)
      throws SQLException, IOException {
    Table table = table(name);
    out.some(
        new KeyedRows(connection, table, key),
        table,
        key,
        keys.stream().map(List::toArray).collect(Collectors.toCollection(ArrayList::new)));
  }

  private Table table(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw new IllegalStateException("the database has no table " + name);
    }
    return table;
  }
}
