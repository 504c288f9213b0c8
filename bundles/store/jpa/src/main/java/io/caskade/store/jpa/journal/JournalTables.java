package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The few rows around the chain that more than one class reads. */
final class JournalTables {
  /** Purpose of the vault's key for chain heads. */
  static final String MAC_PURPOSE = "journal";

  /**
   * Purpose of the key for anchors. Not that of heads: an old head would pass for an anchor, and
   * whoever kept one could forget everything before it.
   */
  static final String ANCHOR_PURPOSE = "journal-anchor";

  private JournalTables() {}

  /** The last sealed row; the anchor when everything behind it was trimmed. */
  static ChainLink head(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select seq, hash from journal_seal order by seq desc limit 1");
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? new ChainLink(rows.getLong(1), Octets.of(rows.getBytes(2)))
          : anchor(connection).link();
    }
  }

  static long headSeq(Connection connection) throws SQLException {
    return head(connection).seq();
  }

  /** The hash that is stored at a place of the chain; null when there is none. */
  static @Nullable Octets hashAt(Connection connection, long seq) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select hash from journal_seal where seq = ?")) {
      select.setLong(1, seq);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Octets.of(rows.getBytes(1)) : null;
      }
    }
  }

  /** Where the chain begins. */
  static Anchor anchor(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select seq, hash, mac, trimmed_before from journal_anchor where id = 1");
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? new Anchor(
              new ChainLink(rows.getLong(1), Octets.of(rows.getBytes(2))),
              rows.getLong(4),
              Octets.of(rows.getBytes(3)))
          : Anchor.NONE;
    }
  }

  /** Moves the anchor ahead; false when it is there or further already. */
  static boolean writeAnchor(Connection connection, Anchor anchor) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update journal_anchor set seq = ?, hash = ?, mac = ?, trimmed_before = ?"
                + " where id = 1 and seq < ?")) {
      bind(update, anchor);
      update.setLong(5, anchor.link().seq());
      if (update.executeUpdate() == 1) {
        return true;
      }
    }
    if (anchor(connection).link().seq() > 0) {
      return false;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into journal_anchor (seq, hash, mac, trimmed_before, id)"
                + " values (?, ?, ?, ?, 1)")) {
      bind(insert, anchor);
      insert.executeUpdate();
      return true;
    }
  }

  private static void bind(PreparedStatement statement, Anchor anchor) throws SQLException {
    statement.setLong(1, anchor.link().seq());
    statement.setBytes(2, anchor.link().hash().toByteArray());
    statement.setBytes(3, anchor.mac().toByteArray());
    statement.setLong(4, anchor.trimmedBefore());
  }

  /** The head that the vault authenticated last; null when there was none yet. */
  static @Nullable SignedHead signedHead(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select seq, hash, mac from journal_head where id = 1");
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? new SignedHead(
              new ChainLink(rows.getLong(1), Octets.of(rows.getBytes(2))),
              Octets.of(rows.getBytes(3)))
          : null;
    }
  }

  static void writeHead(Connection connection, ChainLink link, Octets mac) throws SQLException {
    int updated =
        write(
            connection,
            "update journal_head set seq = ?, hash = ?, mac = ? where id = 1",
            link,
            mac);
    if (updated == 0) {
      write(
          connection,
          "insert into journal_head (seq, hash, mac, id) values (?, ?, ?, 1)",
          link,
          mac);
    }
  }

  private static int write(Connection connection, String sql, ChainLink link, Octets mac)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, link.seq());
      statement.setBytes(2, link.hash().toByteArray());
      statement.setBytes(3, mac.toByteArray());
      return statement.executeUpdate();
    }
  }

  /** A head of the chain and its message authentication code. */
  record SignedHead(ChainLink link, Octets mac) {
    boolean genuine(KeyVault vault) {
      return link.mac(vault.mac(MAC_PURPOSE)).equals(mac);
    }
  }
}
