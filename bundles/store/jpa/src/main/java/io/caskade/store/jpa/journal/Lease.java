package io.caskade.store.jpa.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The right to be the one sealer, for 15 s at a time. It only saves useless work: what keeps two
 * sealers apart is the primary key of {@code journal_seal}. A node that comes back under its own
 * name takes its lease again at once, with a higher epoch. Confined to the sealer's thread.
 */
final class Lease {
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);
  private static final Duration RENEW_AFTER = Duration.ofSeconds(5);
  private static final String NAME = "sealer";

  private final String holder;
  private final InstantSource clock;
  private long epoch = -1;
  private Instant renewAt = Instant.MIN;

  Lease(String holder, InstantSource clock) {
    this.holder = holder;
    this.clock = clock;
  }

  /**
   * True when this node may seal now; takes or renews the lease in the connection's transaction.
   */
  boolean hold(Connection connection) throws SQLException {
    Instant now = clock.instant();
    if (epoch >= 0 && now.isBefore(renewAt)) {
      return true;
    }
    if (epoch >= 0 && renew(connection, now)) {
      return true;
    }
    return take(connection, now);
  }

  /** Lets another node have it at once. */
  void release(Connection connection) throws SQLException {
    if (epoch < 0) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set expires_at = 0 where name = ? and holder = ? and epoch = ?")) {
      update.setString(1, NAME);
      update.setString(2, holder);
      update.setLong(3, epoch);
      update.executeUpdate();
    }
    connection.commit();
    epoch = -1;
  }

  private boolean renew(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set expires_at = ? where name = ? and holder = ? and epoch = ?")) {
      update.setLong(1, now.plus(TIME_TO_LIVE).toEpochMilli());
      update.setString(2, NAME);
      update.setString(3, holder);
      update.setLong(4, epoch);
      if (update.executeUpdate() == 1) {
        renewAt = now.plus(RENEW_AFTER);
        return true;
      }
    }
    epoch = -1;
    return false;
  }

  private boolean take(Connection connection, Instant now) throws SQLException {
    long present = presentEpoch(connection);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set holder = ?, epoch = ?, expires_at = ?"
                + " where name = ? and epoch = ? and (holder = ? or expires_at < ?)")) {
      update.setString(1, holder);
      update.setLong(2, present + 1);
      update.setLong(3, now.plus(TIME_TO_LIVE).toEpochMilli());
      update.setString(4, NAME);
      update.setLong(5, present);
      update.setString(6, holder);
      update.setLong(7, now.toEpochMilli());
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    epoch = present + 1;
    renewAt = now.plus(RENEW_AFTER);
    return true;
  }

  private static long presentEpoch(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select epoch from lease where name = ?")) {
      select.setString(1, NAME);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the lease row of the sealer is missing");
        }
        return rows.getLong(1);
      }
    }
  }
}
