package io.caskade.store.jpa.rights;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Pages of cards along the primary key. H2 prefers the index of the foreign key to the network,
 * which it makes by itself, and then sorts every card behind the cursor for each page; so it is
 * told to take the primary key, whose name it makes by itself too.
 */
final class SerialOrder {
  private static final String PRIMARY_KEY =
      "select index_name from information_schema.indexes"
          + " where table_schema = current_schema and table_name = 'CARD'"
          + " and index_type_name = 'PRIMARY KEY'";

  private SerialOrder() {}

  /**
   * Order of the cards of one network. H2 wants both columns of its key, or it sorts what it read
   * in order; MariaDB sorts when it is given the network, which is a constant of another collation.
   */
  static String orderBy(Connection connection) throws SQLException {
    return isH2(connection) ? " order by c.network_id, c.serial" : " order by c.serial";
  }

  static boolean isH2(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2");
  }

  /** What stands behind {@code from}: the cards {@code c}, read along their primary key. */
  static String cards(Connection connection) throws SQLException {
    if (!isH2(connection)) {
      return "card c";
    }
    try (PreparedStatement select = connection.prepareStatement(PRIMARY_KEY);
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? "card c use index (" + rows.getString(1) + ")" : "card c";
    }
  }
}
