package io.caskade.store.jpa.replica;

import io.caskade.api.rights.replica.ReplicaStanding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The one row of the table {@code replica}, in the connection's transaction. */
final class ReplicaRow {
  private ReplicaRow() {}

  static ReplicaStanding read(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery("select standby, epoch, active from replica where id = 1")) {
      return rows.next()
          ? new ReplicaStanding(true, rows.getInt(1) != 0, rows.getLong(2), rows.getString(3))
          : ReplicaStanding.ALONE;
    }
  }

  static void write(Connection connection, ReplicaStanding standing) throws SQLException {
    remove(connection);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into replica (id, standby, epoch, active) values (1, ?, ?, ?)")) {
      insert.setInt(1, standing.standby() ? 1 : 0);
      insert.setLong(2, standing.epoch());
      insert.setString(3, standing.active());
      insert.executeUpdate();
    }
  }

  static void remove(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate("delete from replica");
    }
  }

  /** What a standby keeps for the primary's sealer becomes its own sealer's work. */
  static void releaseUnsealed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into journal_unsealed (urgency, tx, row_count)"
              + " select urgency, tx, row_count from replica_unsealed");
      statement.executeUpdate("delete from replica_unsealed");
    }
  }

  /** Nothing of this store's own waits any more: it has its seal, or the standby forgets it. */
  static void forgetUnsealed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from journal_unsealed");
    }
  }

  static boolean anyUnsealed(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select count(*) from journal_unsealed")) {
      return rows.next() && rows.getLong(1) > 0;
    }
  }
}
