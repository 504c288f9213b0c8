package io.caskade.store.jpa.journal;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyVault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Forgets the beginning of the chain. What goes must verify, or nothing goes: it would be the
 * evidence. The anchor is durable before the first row goes; a row behind it that an interruption
 * left over is not read any more and goes the next time.
 */
final class Trimming {
  private static final int ROWS_PER_TRANSACTION = 2_000;

  private static final String CHANGES =
      "delete from journal_change where id in"
          + " (select change_id from journal_seal where seq > ? and seq <= ?)";

  private static final String SEALS = "delete from journal_seal where seq > ? and seq <= ?";

  private final Connection connection;
  private final KeyVault vault;

  /**
   * @param connection without auto-commit
   */
  Trimming(Connection connection, KeyVault vault) {
    this.connection = connection;
    this.vault = vault;
  }

  /**
   * @param before in milliseconds
   * @return how many rows went
   * @throws CaskadeException CHAIN_BROKEN
   */
  long run(long before) throws SQLException {
    Anchor present = JournalTables.anchor(connection);
    if (!present.genuine(vault)) {
      throw broken(present.link().seq(), "the signature of the anchor does not match");
    }
    JournalTables.SignedHead signed = JournalTables.signedHead(connection);
    if (signed == null) {
      return 0;
    }
    if (!signed.genuine(vault)) {
      throw broken(signed.link().seq(), "the signature of the head does not match");
    }
    ChainLink end = end(present.link(), signed.link(), before);
    if (end.seq() > present.link().seq()) {
      JournalTables.writeAnchor(connection, Anchor.signed(end, before, vault));
    }
    connection.commit();
    return delete(JournalTables.anchor(connection).link().seq());
  }

  /** The last link to go. */
  private ChainLink end(ChainLink anchor, ChainLink signed, long before) throws SQLException {
    var verified = new ChainLink[] {anchor};
    ChainWalk.walk(
        connection,
        anchor.seq(),
        signed.seq(),
        row -> {
          if (row.seq() != verified[0].seq() + 1 || !row.follows(verified[0].hash())) {
            throw broken(verified[0].seq() + 1, "it is missing or was changed; nothing is trimmed");
          }
          ChangeRow change = row.change();
          if (change == null || change.madeAt() >= before) {
            return false;
          }
          verified[0] = row.link();
          return true;
        });
    return verified[0];
  }

  private long delete(long last) throws SQLException {
    long gone = 0;
    long from = firstSeq() - 1;
    while (from >= 0 && from < last) {
      long to = Math.min(last, from + ROWS_PER_TRANSACTION);
      delete(CHANGES, from, to);
      gone += delete(SEALS, from, to);
      connection.commit();
      from = to;
    }
    return gone;
  }

  private int delete(String sql, long from, long to) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setLong(1, from);
      delete.setLong(2, to);
      return delete.executeUpdate();
    }
  }

  /** 0 when there is none. */
  private long firstSeq() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select min(seq) from journal_seal");
        var rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static CaskadeException broken(long seq, String what) {
    return new CaskadeException(ErrorCode.CHAIN_BROKEN, Long.toString(seq), what);
  }
}
