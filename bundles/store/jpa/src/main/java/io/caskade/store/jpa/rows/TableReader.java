package io.caskade.store.jpa.rows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads all tables as of one instant, in flat memory, in one transaction of the connection that is
 * given. MariaDB streams what its snapshot holds. H2 would build the whole result, and loses pages
 * when it is asked to stream, so it is read in pages along its row number; its SNAPSHOT isolation
 * holds all tables as they were at the first statement.
 */
public final class TableReader {
  private static final int PAGE = 2_000;

  /** H2's {@code org.h2.engine.Constants.TRANSACTION_SNAPSHOT}. */
  private static final int H2_SNAPSHOT = 6;

  private final Connection connection;
  private final boolean h2;

  /**
   * Begins the transaction.
   *
   * @param connection without auto-commit, with no transaction under way; the caller rolls back and
   *     puts the isolation back
   */
  public TableReader(Connection connection) throws SQLException {
    this.connection = connection;
    h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
    connection.setTransactionIsolation(h2 ? H2_SNAPSHOT : Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement begin = connection.createStatement()) {
      if (h2) {
        begin.executeQuery("select count(*) from network").close();
      } else {
        begin.execute("start transaction with consistent snapshot");
      }
    }
  }

  public void read(Table table, RowSink sink) throws SQLException, IOException {
    if (h2) {
      readPages(table, sink);
    } else {
      stream(table, sink);
    }
  }

  /** All rows of a small table, in the transaction of the connection. */
  public static List<@Nullable Object[]> all(Connection connection, Table table)
      throws SQLException {
    List<@Nullable Object[]> found = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("select " + table.columnList() + " from " + table.name());
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(row(table, rows, 1));
      }
    }
    return found;
  }

  private void stream(Table table, RowSink sink) throws SQLException, IOException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + table.columnList() + " from " + table.name(),
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY)) {
      select.setFetchSize(PAGE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sink.take(row(table, rows, 1));
        }
      }
    }
  }

  private void readPages(Table table, RowSink sink) throws SQLException, IOException {
    long last = Long.MIN_VALUE;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select _rowid_, %s from %s where _rowid_ > ? order by _rowid_ limit %d"
                .formatted(table.columnList(), table.name(), PAGE))) {
      List<@Nullable Object[]> page = new ArrayList<>();
      do {
        page.clear();
        select.setLong(1, last);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            last = rows.getLong(1);
            page.add(row(table, rows, 2));
          }
        }
        for (@Nullable Object[] row : page) {
          sink.take(row);
        }
      } while (page.size() == PAGE);
    }
  }

  private static @Nullable Object[] row(Table table, ResultSet rows, int first)
      throws SQLException {
    List<Column> columns = table.columns();
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = columns.get(i).kind().read(rows, first + i);
    }
    return row;
  }
}
