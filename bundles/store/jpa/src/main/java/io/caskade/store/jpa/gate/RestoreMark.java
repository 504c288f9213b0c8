package io.caskade.store.jpa.gate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row that stands while a dump is read into a database, for that takes many transactions: a
 * database in which it is left is served to nobody.
 */
public final class RestoreMark {
  private static final String NAME = "restore";

  private RestoreMark() {}

  /** In the connection's transaction. */
  public static void set(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into lease (name, holder, epoch, expires_at) values (?, '', 0, 0)")) {
      insert.setString(1, NAME);
      insert.executeUpdate();
    }
  }

  /** In the connection's transaction. */
  public static void remove(Connection connection) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from lease where name = ?")) {
      delete.setString(1, NAME);
      delete.executeUpdate();
    }
  }

  static boolean isSet(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from lease where name = ?")) {
      select.setString(1, NAME);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }
}
