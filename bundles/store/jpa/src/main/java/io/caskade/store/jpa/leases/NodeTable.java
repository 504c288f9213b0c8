package io.caskade.store.jpa.leases;

import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table {@code node}: one row a head-end. Works in the connection's transaction. */
final class NodeTable {
  private static final long MILLIS = LeaseStore.TIME_TO_LIVE.toMillis();

  private final Connection connection;
  private final String now;

  NodeTable(Connection connection) throws SQLException {
    this.connection = connection;
    this.now = ServerClock.sql(connection);
  }

  Instant serverTime() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select " + now);
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return Instant.ofEpochMilli(rows.getLong(1));
    }
  }

  /**
   * @return false when another process of that name was heard of a moment ago
   */
  boolean announce(NodeCard card) throws SQLException {
    return update(card) || !present(card.node()) && insert(card);
  }

  private boolean update(NodeCard card) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update node set process = ?, build = ?, address = ?, clock_offset = ?, seen_at = "
                + now
                + " where node = ? and (process = ? or seen_at <= "
                + now
                + " - ?)")) {
      fill(update, card);
      update.setString(6, card.process());
      update.setLong(7, MILLIS);
      return update.executeUpdate() == 1;
    }
  }

  private boolean insert(NodeCard card) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into node (process, build, address, clock_offset, node, seen_at)"
                + " values (?, ?, ?, ?, ?, "
                + now
                + ")")) {
      fill(insert, card);
      return insert.executeUpdate() == 1;
    }
  }

  private static void fill(PreparedStatement statement, NodeCard card) throws SQLException {
    statement.setString(1, card.process());
    statement.setString(2, card.build());
    statement.setString(3, card.address());
    statement.setLong(4, card.clockOffset().toMillis());
    statement.setString(5, card.node());
  }

  private boolean present(String node) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from node where node = ?")) {
      select.setString(1, node);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  void retire(String node, String process) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update node set seen_at = 0 where node = ? and process = ?")) {
      update.setString(1, node);
      update.setString(2, process);
      update.executeUpdate();
    }
  }

  List<NodeCard> all() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select node, process, build, address, clock_offset, seen_at, "
                    + now
                    + " - seen_at from node order by node");
        ResultSet rows = select.executeQuery()) {
      var found = new ArrayList<NodeCard>();
      while (rows.next()) {
        found.add(
            new NodeCard(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                Duration.ofMillis(rows.getLong(5)),
                Instant.ofEpochMilli(rows.getLong(6)),
                rows.getLong(7) < MILLIS));
      }
      return found;
    }
  }
}
