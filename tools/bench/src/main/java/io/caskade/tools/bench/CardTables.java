package io.caskade.tools.bench;

import io.caskade.api.rights.Card;
import io.caskade.api.rights.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/** Fills the card table of a migrated database past the store, many rows in a statement. */
public final class CardTables {
  private static final int ROWS = 250;
  private static final int STATEMENTS_PER_COMMIT = 80;
  private static final int COLUMNS = 15;

  private static final String INSERT =
      "insert into card (network_id, serial, version, status, region, products, start_at,"
          + " finish_at, all_products, last_finish, paired, protected_card, latest_finish,"
          + " wrapped_key, registered_at) values ";

  private CardTables() {}

  /** Writes every card of a base; the connection is in auto-commit afterwards. */
  public static void fill(Connection connection, CardBase base) throws SQLException {
    connection.setAutoCommit(false);
    int whole = base.size() / ROWS * ROWS;
    try (PreparedStatement many = insert(connection, ROWS);
        PreparedStatement one = insert(connection, 1)) {
      for (int place = 0; place < whole; place += ROWS) {
        for (int row = 0; row < ROWS; row++) {
          set(many, row * COLUMNS, base.card(CardBase.serial(place + row)));
        }
        many.executeUpdate();
        if (place / ROWS % STATEMENTS_PER_COMMIT == 0) {
          connection.commit();
        }
      }
      for (int place = whole; place < base.size(); place++) {
        set(one, 0, base.card(CardBase.serial(place)));
        one.executeUpdate();
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static PreparedStatement insert(Connection connection, int rows) throws SQLException {
    String row = "(" + String.join(",", Collections.nCopies(COLUMNS, "?")) + ")";
    return connection.prepareStatement(INSERT + String.join(",", Collections.nCopies(rows, row)));
  }

  /** Rows of a table, or of whatever stands behind {@code from}. */
  public static long count(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void set(PreparedStatement insert, int at, Card card) throws SQLException {
    Window window = card.sold().windows().get(0);
    insert.setString(at + 1, card.network().value());
    insert.setLong(at + 2, card.serial().value());
    insert.setLong(at + 3, card.version());
    insert.setString(at + 4, card.status().name());
    insert.setString(at + 5, card.region());
    insert.setInt(at + 6, window.products().bits());
    insert.setLong(at + 7, window.start().getEpochSecond());
    insert.setLong(at + 8, window.finish().getEpochSecond());
    insert.setInt(at + 9, window.products().bits());
    insert.setLong(at + 10, window.finish().getEpochSecond());
    insert.setInt(at + 11, card.sold().paired() ? 1 : 0);
    insert.setInt(at + 12, card.sold().protectedCard() ? 1 : 0);
    insert.setLong(at + 13, card.latestFinish().getEpochSecond());
    insert.setBytes(at + 14, card.key().octets().toByteArray());
    insert.setLong(at + 15, card.registeredAt().toEpochMilli());
  }
}
