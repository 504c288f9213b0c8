package io.caskade.tools.bench;

import io.caskade.api.rights.Card;
import io.caskade.api.rights.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills the card table of a migrated database past the store, as fast as JDBC can. */
final class CardTables {
  private static final int BATCH = 2_000;
  private static final int BATCHES_PER_COMMIT = 10;

  private static final String INSERT =
      "insert into card (network_id, serial, version, status, region, products, start_at,"
          + " finish_at, all_products, last_finish, paired, protected_card, latest_finish,"
          + " wrapped_key, registered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;
  private int waiting;
  private int batches;

  private CardTables(Connection connection) {
    this.connection = connection;
  }

  /** Writes every card of a base. */
  static void fill(Connection connection, CardBase base) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      var tables = new CardTables(connection);
      for (int place = 0; place < base.size(); place++) {
        tables.write(insert, base.card(CardBase.serial(place)));
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void write(PreparedStatement insert, Card card) throws SQLException {
    Window window = card.sold().windows().get(0);
    insert.setString(1, card.network().value());
    insert.setLong(2, card.serial().value());
    insert.setLong(3, card.version());
    insert.setString(4, card.status().name());
    insert.setString(5, card.region());
    insert.setInt(6, window.products().bits());
    insert.setLong(7, window.start().getEpochSecond());
    insert.setLong(8, window.finish().getEpochSecond());
    insert.setInt(9, window.products().bits());
    insert.setLong(10, window.finish().getEpochSecond());
    insert.setInt(11, card.sold().paired() ? 1 : 0);
    insert.setInt(12, card.sold().protectedCard() ? 1 : 0);
    insert.setLong(13, card.latestFinish().getEpochSecond());
    insert.setBytes(14, card.key().octets().toByteArray());
    insert.setLong(15, card.registeredAt().toEpochMilli());
    insert.addBatch();
    if (++waiting == BATCH) {
      insert.executeBatch();
      waiting = 0;
      if (++batches % BATCHES_PER_COMMIT == 0) {
        connection.commit();
      }
    }
  }
}
