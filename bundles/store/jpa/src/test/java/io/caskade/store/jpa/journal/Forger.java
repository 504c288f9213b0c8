package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** What somebody who holds the database, and who knows how the chain is made, can do to it. */
public final class Forger {
  private final DataSource source;

  public Forger(DataSource source) {
    this.source = source;
  }

  /** Makes the hashes fit again from a place on, as if the rows had always been so. */
  public void rewrite(long fromSeq) {
    on(
        connection -> {
          Octets before = JournalTables.hashAt(connection, fromSeq - 1);
          var link =
              new ChainLink[] {
                before == null ? ChainLink.BEGINNING : new ChainLink(fromSeq - 1, before)
              };
          Map<Long, Octets> hashes = new LinkedHashMap<>();
          ChainWalk.walk(
              connection,
              fromSeq - 1,
              Long.MAX_VALUE,
              row -> {
                link[0] = link[0].next(Objects.requireNonNull(row.change()));
                hashes.put(link[0].seq(), link[0].hash());
                return true;
              });
          for (Map.Entry<Long, Octets> hash : hashes.entrySet()) {
            update(
                connection,
                "update journal_seal set hash = ? where seq = ?",
                hash.getValue().toByteArray(),
                hash.getKey());
          }
        });
  }

  /** Signs the present head: with the vault of the head-end, or with one that is none. */
  public void sign(KeyVault vault) {
    on(
        connection -> {
          ChainLink head = JournalTables.head(connection);
          JournalTables.writeHead(connection, head, head.mac(vault.mac(JournalTables.MAC_PURPOSE)));
        });
  }

  /** Uses a signature of the head as an anchor, to lose what stands before it. */
  public void anchorAtHead() {
    on(
        connection -> {
          JournalTables.SignedHead head =
              Objects.requireNonNull(JournalTables.signedHead(connection));
          JournalTables.writeAnchor(connection, new Anchor(head.link(), 0, head.mac()));
        });
  }

  /** Exchanges the changes of two places and leaves numbers and hashes. */
  public void exchangeChanges(long one, long other) {
    on(
        connection -> {
          byte[] first = changeAt(connection, one);
          byte[] second = changeAt(connection, other);
          String update = "update journal_seal set change_id = ? where seq = ?";
          update(connection, update, new byte[16], one);
          update(connection, update, first, other);
          update(connection, update, second, one);
        });
  }

  /** Exchanges two places, each with its change and its hash. */
  public void exchangeSeals(long one, long other) {
    on(
        connection -> {
          String update = "update journal_seal set seq = ? where seq = ?";
          update(connection, update, Long.MAX_VALUE, one);
          update(connection, update, one, other);
          update(connection, update, other, Long.MAX_VALUE);
        });
  }

  public void changeHash(long seq) {
    on(
        connection ->
            update(
                connection, "update journal_seal set hash = ? where seq = ?", new byte[32], seq));
  }

  /** Puts in a copy of a row that has no place in the chain. */
  public void putIn(long likeSeq) {
    on(
        connection ->
            update(
                connection,
                "insert into journal_change (id, tx, tx_row, made_at, actor, source, operation,"
                    + " urgency, network_id, serial, target, result, state_before, state_after)"
                    + " select ?, tx, 1, made_at, actor, source, operation, urgency, network_id,"
                    + " serial, target, result, state_before, state_after from journal_change"
                    + " where id = (select change_id from journal_seal where seq = ?)",
                new byte[16],
                likeSeq));
  }

  /** The head as the log tells it: number and hash. */
  public String loggedHead() {
    var head = new String[1];
    on(
        connection -> {
          ChainLink link = JournalTables.head(connection);
          head[0] = link.seq() + " " + link.hex();
        });
    return head[0];
  }

  private static byte[] changeAt(Connection connection, long seq) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select change_id from journal_seal where seq = ?")) {
      select.setLong(1, seq);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getBytes(1);
      }
    }
  }

  private static void update(Connection connection, String sql, Object value, Object key)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, value);
      update.setObject(2, key);
      if (update.executeUpdate() != 1) {
        throw new SQLException("nothing to forge: " + sql);
      }
    }
  }

  private interface Deed {
    void run(Connection connection) throws SQLException;
  }

  private void on(Deed deed) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      deed.run(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
