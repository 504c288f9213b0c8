package io.caskade.store.jpa.leases;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The database server's clock as an SQL expression, milliseconds since 1970-01-01 UTC. Of UTC on
 * purpose: in the zone of a session an hour of autumn comes twice.
 */
final class ServerClock {
  private static final String MARIADB =
      "(timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(3)) div 1000)";
  private static final String H2 =
      "datediff(millisecond, timestamp with time zone '1970-01-01 00:00:00+00',"
          + " current_timestamp(3))";

  private ServerClock() {}

  static String sql(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return product.toLowerCase(Locale.ROOT).contains("h2") ? H2 : MARIADB;
  }
}
