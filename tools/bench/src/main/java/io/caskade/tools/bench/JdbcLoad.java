package io.caskade.tools.bench;

import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * What a change costs the database alone: the statements that write it, by plain JDBC, into tables
 * that are made like those of the head-end and hold the same cards.
 */
record JdbcLoad(MariaDbServer server, int cards) implements ClosedLoop.Target {
  private static final int PRODUCTS = 32;
  private static final int MOST_WRITERS = 1_024;

  /** As long as the state of a card is in the journal. */
  private static final String STATE = "x".repeat(300);

  /** Makes the tables. */
  static void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String table : new String[] {"card", "journal_change", "journal_unsealed"}) {
        statement.execute("create table peer_" + table + " like " + table);
        statement.execute("insert into peer_" + table + " select * from " + table);
      }
    }
  }

  @Override
  public ClosedLoop.Client connect(int number) throws IOException {
    try {
      return new Writer(
          Databases.connect(server),
          cards,
          number,
          new SplittableRandom(System.nanoTime() + number));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static final class Writer implements ClosedLoop.Client {
    private final Connection connection;
    private final int cards;
    private final SplittableRandom random;
    private final PreparedStatement update;
    private final PreparedStatement change;
    private final PreparedStatement unsealed;

    /**
     * Number of the last transaction: those of the writers lie side by side, none meets another.
     */
    private long tx;

    Writer(Connection connection, int cards, int number, SplittableRandom random)
        throws SQLException {
      tx = (System.currentTimeMillis() << 20) + number;
      this.connection = connection;
      this.cards = cards;
      this.random = random;
      connection.setAutoCommit(false);
      update =
          connection.prepareStatement(
              "update peer_card set version = version + 1, products = ?, all_products = ?"
                  + " where network_id = 'main' and serial = ?");
      change =
          connection.prepareStatement(
              "insert into peer_journal_change (id, tx, tx_row, made_at, actor, source, operation,"
                  + " urgency, network_id, serial, state_before, state_after, target, result)"
                  + " values (?, ?, 0, ?, 'bench', 'jdbc', 'CHANGE_RIGHTS', 'SINGLE', 'main', ?,"
                  + " ?, ?, ?, 'OK')");
      unsealed =
          connection.prepareStatement(
              "insert into peer_journal_unsealed (urgency, tx, row_count) values (0, ?, 1)");
    }

    @Override
    public boolean request() throws IOException {
      long serial = CardBase.serial(random.nextInt(cards)).value();
      int mask = 1 << random.nextInt(PRODUCTS);
      long now = System.currentTimeMillis();
      tx += MOST_WRITERS;
      try {
        update.setInt(1, mask);
        update.setInt(2, mask);
        update.setLong(3, serial);
        update.executeUpdate();
        ByteBuffer id = ByteBuffer.allocate(16).putLong(now << 16).putLong(random.nextLong());
        change.setBytes(1, id.array());
        change.setLong(2, tx);
        change.setLong(3, now);
        change.setLong(4, serial);
        change.setString(5, STATE);
        change.setString(6, STATE);
        change.setString(7, "card:" + serial);
        change.executeUpdate();
        unsealed.setLong(1, tx);
        unsealed.executeUpdate();
        connection.commit();
        return true;
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
