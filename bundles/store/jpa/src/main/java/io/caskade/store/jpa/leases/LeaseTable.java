package io.caskade.store.jpa.leases;

import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.LeaseStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code lease}: one row a right. Taking and renewing is one statement by the server's
 * clock, so that of two nodes that come at once one wins, whatever their own clocks show
 * (scale-and-store chapter 3.4). Works in the connection's transaction, which the caller ends.
 */
public final class LeaseTable {
  private static final char MARK = '#';
  private static final long MILLIS = LeaseStore.TIME_TO_LIVE.toMillis();

  private final Connection connection;
  private final String now;

  /**
   * @param connection without auto-commit
   */
  public LeaseTable(Connection connection) throws SQLException {
    this.connection = connection;
    this.now = ServerClock.sql(connection);
  }

  /** Who holds it: a node, or one process of a node. */
  public static String holder(String node, String process) {
    return process.isEmpty() ? node : node + MARK + process;
  }

  /**
   * Takes a right that is free, or renews one's own; makes its row when there is none.
   *
   * @param node that a promise must name, if there is one
   * @param above an epoch that a new ownership must pass
   * @return true when it is the holder's now
   */
  public boolean take(String name, String holder, String node, long above) throws SQLException {
    if (update(name, holder, node, above)) {
      return true;
    }
    return find(name) == null && insert(name) && update(name, holder, node, above);
  }

  private boolean update(String name, String holder, String node, long above) throws SQLException {
    // MariaDB assigns from left to right: the epoch looks at the holder before it changes.
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set epoch = case when holder = ? then epoch"
                + " else greatest(epoch, ?) + 1 end, holder = ?, expires_at = "
                + now
                + " + ?, heir = case when heir = ? then '' else heir end"
                + " where name = ? and (holder = ? or expires_at <= "
                + now
                + ") and (heir = '' or heir = ? or heir_until <= "
                + now
                + ")")) {
      update.setString(1, holder);
      update.setLong(2, above);
      update.setString(3, holder);
      update.setLong(4, MILLIS);
      update.setString(5, node);
      update.setString(6, name);
      update.setString(7, holder);
      update.setString(8, node);
      return update.executeUpdate() == 1;
    }
  }

  /** True when the row is there now, by whoever. */
  private boolean insert(String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into lease (name, holder, epoch, expires_at, heir, heir_until)"
                + " values (?, '', 0, 0, '', 0)")) {
      insert.setString(1, name);
      return insert.executeUpdate() == 1;
    }
  }

  /** Gives a right back; nothing when another one holds it. */
  public void release(String name, String holder) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set expires_at = 0 where name = ? and holder = ?")) {
      update.setString(1, name);
      update.setString(2, holder);
      update.executeUpdate();
    }
  }

  /**
   * @return false when there is no such right
   */
  boolean promise(String name, String heir) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set heir = ?, heir_until = " + now + " + ? where name = ?")) {
      update.setString(1, heir);
      update.setLong(2, LeaseStore.HEIR_WAIT.toMillis());
      update.setString(3, name);
      return update.executeUpdate() == 1;
    }
  }

  /** The row of a right; null when there is none. */
  public @Nullable LeaseRow find(String name) throws SQLException {
    List<LeaseRow> found = select(" where name = ?", name);
    return found.isEmpty() ? null : found.get(0);
  }

  /** All rights of nodes, by name; the sealer keeps its own to itself. */
  List<LeaseRow> all() throws SQLException {
    return select(" where name <> ?", "sealer");
  }

  private List<LeaseRow> select(String where, String argument) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select name, holder, epoch, expires_at - "
                + now
                + ", case when heir_until > "
                + now
                + " then heir else '' end, expires_at from lease"
                + where
                + " order by name")) {
      select.setString(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        var found = new ArrayList<LeaseRow>();
        while (rows.next()) {
          found.add(row(rows));
        }
        return found;
      }
    }
  }

  private static LeaseRow row(ResultSet rows) throws SQLException {
    String holder = rows.getString(2);
    int mark = holder.indexOf(MARK);
    return new LeaseRow(
        rows.getString(1),
        mark < 0 ? holder : holder.substring(0, mark),
        mark < 0 ? "" : holder.substring(mark + 1),
        rows.getLong(3),
        Duration.ofMillis(Math.max(0, rows.getLong(4))),
        rows.getLong(6) == 0,
        rows.getString(5));
  }
}
