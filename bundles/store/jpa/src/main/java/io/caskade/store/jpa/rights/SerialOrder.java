package io.caskade.store.jpa.rights;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Pages of cards along the primary key. H2 prefers the index of the foreign key to the network,
 * which it makes by itself, and then sorts every card behind the cursor for each page; so it is
 * told to take the primary key, whose name it makes by itself too. MariaDB does the same with any
 * index of the network while its statistics are older than a large import.
 */
final class SerialOrder {
  /** Of one network; both columns, or H2 sorts what it read in order. */
  static final String ORDER_BY = " order by c.network_id, c.serial";

  private static final String PRIMARY_KEY =
      "select index_name from information_schema.indexes"
          + " where table_schema = current_schema and table_name = 'CARD'"
          + " and index_type_name = 'PRIMARY KEY'";

  private SerialOrder() {}

  static boolean isH2(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2");
  }

  /** What stands behind {@code from}: the cards {@code c}, read along their primary key. */
  static String cards(Connection connection) throws SQLException {
    if (!isH2(connection)) {
      return "card c force index (primary)";
    }
    try (PreparedStatement select = connection.prepareStatement(PRIMARY_KEY);
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? "card c use index (" + rows.getString(1) + ")" : "card c";
    }
  }
}
