package io.caskade.store.jpa.journal;

import io.caskade.api.keys.KeyVault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives committed changes their place in the feed, some thousands in one transaction: reads the
 * queue of transactions, chains the hashes of their rows, and takes them off the queue. Works on
 * one connection without auto-commit; confined to the sealer's thread. After any exception it is
 * thrown away together with the connection.
 */
final class SealBatch {
  /** Transactions are taken until so many rows are together. */
  static final int ROWS = 4_000;

  private static final int TRANSACTIONS = 512;

  private final Connection connection;
  private final Lease lease;
  private final HeadSigner signer;
  private ChainLink head;

  SealBatch(Connection connection, Lease lease, Supplier<@Nullable KeyVault> vault)
      throws SQLException {
    this.connection = connection;
    this.lease = lease;
    this.head = JournalTables.head(connection);
    this.signer = new HeadSigner(connection, head, vault);
    connection.rollback();
  }

  ChainLink head() {
    return head;
  }

  /**
   * Seals one batch.
   *
   * @return number of changes that were sealed
   */
  int run() throws SQLException {
    if (!lease.hold(connection)) {
      connection.rollback();
      return 0;
    }
    List<Waiting> waiting = waiting();
    List<ChangeRow> rows = waiting.isEmpty() ? List.of() : rows(waiting);
    ChainLink sealed = insertSeals(rows);
    takeOff(waiting);
    boolean signed = signer.sign(connection, sealed);
    connection.commit();
    head = sealed;
    if (signed) {
      signer.committed(sealed);
    }
    return rows.size();
  }

  private List<Waiting> waiting() throws SQLException {
    var waiting = new ArrayList<Waiting>();
    int rowCount = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select urgency, tx, row_count from journal_unsealed order by urgency, tx limit ?")) {
      select.setInt(1, TRANSACTIONS);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          var next = new Waiting(rows.getInt(1), rows.getLong(2), rows.getInt(3));
          if (rowCount > 0 && rowCount + next.rowCount() > ROWS) {
            break;
          }
          waiting.add(next);
          rowCount += next.rowCount();
        }
      }
    }
    return waiting;
  }

  /** The changes of these transactions, in the order of the queue. */
  private List<ChangeRow> rows(List<Waiting> waiting) throws SQLException {
    Map<Long, List<ChangeRow>> byTransaction = read(waiting);
    var ordered = new ArrayList<ChangeRow>();
    for (Waiting one : waiting) {
      List<ChangeRow> rows = byTransaction.getOrDefault(one.tx(), List.of());
      if (rows.size() != one.rowCount()) {
        throw new SQLException(
            "the journal holds %d of %d changes of a transaction that waits for its seal"
                .formatted(rows.size(), one.rowCount()));
      }
      ordered.addAll(rows);
    }
    return ordered;
  }

  private Map<Long, List<ChangeRow>> read(List<Waiting> waiting) throws SQLException {
    var found = new HashMap<Long, List<ChangeRow>>();
    String marks = String.join(",", Collections.nCopies(waiting.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "select c.tx, "
                + ChangeRow.COLUMNS
                + " from journal_change c where c.tx in ("
                + marks
                + ") order by c.tx, c.tx_row")) {
      for (int i = 0; i < waiting.size(); i++) {
        select.setLong(i + 1, waiting.get(i).tx());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ChangeRow row = Objects.requireNonNull(ChangeRow.read(rows, 2));
          found.computeIfAbsent(rows.getLong(1), tx -> new ArrayList<>()).add(row);
        }
      }
    }
    return found;
  }

  private ChainLink insertSeals(List<ChangeRow> rows) throws SQLException {
    ChainLink link = head;
    if (rows.isEmpty()) {
      return link;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into journal_seal (seq, change_id, network_id, hash) values (?, ?, ?, ?)")) {
      for (ChangeRow row : rows) {
        link = link.next(row);
        insert.setLong(1, link.seq());
        insert.setBytes(2, row.idBytes());
        insert.setString(3, row.network());
        insert.setBytes(4, link.hash().toByteArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return link;
  }

  private void takeOff(List<Waiting> waiting) throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from journal_unsealed where urgency = ? and tx = ?")) {
      for (Waiting one : waiting) {
        delete.setInt(1, one.urgency());
        delete.setLong(2, one.tx());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private record Waiting(int urgency, long tx, int rowCount) {}
}
