package io.caskade.store.jpa.rows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows that are found and replaced by some of their columns, in the caller's transaction. */
public final class KeyedRows {
  private static final int BATCH = 1_000;

  private final Connection connection;
  private final Table table;
  private final List<String> key;

  /**
   * @param connection without auto-commit
   * @param key names of columns that find a row, or several
   */
  public KeyedRows(Connection connection, Table table, List<String> key) {
    this.connection = connection;
    this.table = table;
    this.key = List.copyOf(key);
  }

  /** The rows that a condition finds, all of them in memory. */
  public static List<@Nullable Object[]> select(
      Connection connection, Table table, String condition, Object... arguments)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + table.columnList() + " from " + table.name() + " where " + condition)) {
      List<@Nullable Object[]> found = new ArrayList<>();
      read(table, select, arguments, found);
      return found;
    }
  }

  /** The present rows of these keys; those that are not there are left out. */
  public void find(List<Object[]> keys, RowSink sink) throws SQLException, IOException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + table.columnList() + " from " + table.name() + where())) {
      for (Object[] each : keys) {
        List<@Nullable Object[]> found = new ArrayList<>();
        read(table, select, each, found);
        for (@Nullable Object[] row : found) {
          sink.take(row);
        }
      }
    }
  }

  private static void read(
      Table table, PreparedStatement select, Object[] arguments, List<@Nullable Object[]> found)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      select.setObject(i + 1, arguments[i]);
    }
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = table.columns().get(i).kind().read(rows, i + 1);
        }
        found.add(row);
      }
    }
  }

  /** Removes the rows of these keys. */
  public void delete(List<Object[]> keys) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + table.name() + where())) {
      for (int from = 0; from < keys.size(); from += BATCH) {
        for (Object[] each : keys.subList(from, Math.min(keys.size(), from + BATCH))) {
          for (int i = 0; i < each.length; i++) {
            delete.setObject(i + 1, each[i]);
          }
          delete.addBatch();
        }
        delete.executeBatch();
      }
    }
  }

  /** Changes the rows of the same keys, and adds the others: nothing that refers to them minds. */
  public void put(List<@Nullable Object[]> rows) throws SQLException {
    List<String> others =
        table.columns().stream().map(Column::name).filter(name -> !key.contains(name)).toList();
    String update =
        "update "
            + table.name()
            + " set "
            + others.stream().map(name -> name + " = ?").collect(Collectors.joining(", "))
            + where();
    List<@Nullable Object[]> added = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      for (@Nullable Object[] row : rows) {
        int place = 1;
        for (String name : others) {
          bind(statement, place++, name, row);
        }
        for (String name : key) {
          bind(statement, place++, name, row);
        }
        if (statement.executeUpdate() == 0) {
          added.add(row);
        }
      }
    }
    insert(added);
  }

  private void bind(PreparedStatement statement, int place, String name, @Nullable Object[] row)
      throws SQLException {
    int column = columnOf(name);
    table.columns().get(column).kind().bind(statement, place, row[column]);
  }

  /** Where a column stands in a row. */
  public int columnOf(String name) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(table.name() + " has no column " + name);
  }

  /** Adds rows in batches. */
  public void insert(List<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
      for (int from = 0; from < rows.size(); from += BATCH) {
        for (@Nullable Object[] row : rows.subList(from, Math.min(rows.size(), from + BATCH))) {
          for (int i = 0; i < row.length; i++) {
            table.columns().get(i).kind().bind(insert, i + 1, row[i]);
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /** Removes all rows. */
  public void clear() throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate("delete from " + table.name());
    }
  }

  private String where() {
    return key.stream()
        .map(name -> name + " = ?")
        .collect(Collectors.joining(" and ", " where ", ""));
  }
}
