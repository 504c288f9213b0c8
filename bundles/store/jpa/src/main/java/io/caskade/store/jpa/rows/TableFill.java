package io.caskade.store.jpa.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows in JDBC batches, committed now and then. Closing sends the rest. */
public final class TableFill implements RowSink, AutoCloseable {
  private static final int BATCH = 1_000;
  private static final int COMMIT_EVERY = 10_000;

  private final Connection connection;
  private final List<Column> columns;
  private final PreparedStatement insert;
  private int waiting;
  private int sinceCommit;

  /**
   * @param connection without auto-commit
   */
  public TableFill(Connection connection, Table table) throws SQLException {
    this.connection = connection;
    this.columns = table.columns();
    this.insert = connection.prepareStatement(table.insert());
  }

  @Override
  public void take(@Nullable Object[] row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      columns.get(i).kind().bind(insert, i + 1, row[i]);
    }
    insert.addBatch();
    waiting++;
    if (waiting == BATCH) {
      send();
    }
  }

  /** Sends and commits what waits. */
  public void finish() throws SQLException {
    send();
    connection.commit();
    sinceCommit = 0;
  }

  private void send() throws SQLException {
    if (waiting == 0) {
      return;
    }
    insert.executeBatch();
    sinceCommit += waiting;
    waiting = 0;
    if (sinceCommit >= COMMIT_EVERY) {
      connection.commit();
      sinceCommit = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
