package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The few rows around the chain that more than one class reads. */
final class JournalTables {
  /** Purpose of the vault's key for chain heads. */
  static final String MAC_PURPOSE = "journal";

  private JournalTables() {}

  /** The last sealed row. */
  static ChainLink head(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select seq, hash from journal_seal order by seq desc limit 1");
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? new ChainLink(rows.getLong(1), Octets.of(rows.getBytes(2)))
          : ChainLink.BEGINNING;
    }
  }

  static long headSeq(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select max(seq) from journal_seal");
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
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

  static long authenticatedSeq(Connection connection) throws SQLException {
    SignedHead signed = signedHead(connection);
    return signed == null ? 0 : signed.link().seq();
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
  record SignedHead(ChainLink link, Octets mac) {}
}
