package io.caskade.store.jpa.journal;

import io.caskade.api.keys.KeyVault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the vault sign the head of the chain. What the tables held when this began is signed over
 * only when it follows from the head that was signed last: a restart must not sign what somebody
 * rewrote. Confined to the sealer's thread.
 */
final class HeadSigner {
  private static final Logger LOG = LoggerFactory.getLogger(HeadSigner.class);

  private final Supplier<@Nullable KeyVault> vault;
  private final JournalTables.@Nullable SignedHead found;
  private final ChainLink start;
  private boolean examined;
  private boolean trusted;
  private long signedSeq;

  /**
   * @param start the head that the tables have now
   */
  HeadSigner(Connection connection, ChainLink start, Supplier<@Nullable KeyVault> vault)
      throws SQLException {
    this.vault = vault;
    this.start = start;
    this.found = JournalTables.signedHead(connection);
    this.signedSeq = found == null ? 0 : found.link().seq();
  }

  /**
   * Writes the signed head in the connection's transaction. Without a vault the head waits; it is
   * caught up when the vault is there.
   *
   * @return true when it was written; {@link #committed} is to follow
   */
  boolean sign(Connection connection, ChainLink head) throws SQLException {
    KeyVault present = vault.get();
    if (present == null || head.seq() == signedSeq) {
      return false;
    }
    if (!examined) {
      trusted = follows(connection, present);
      examined = true;
    }
    if (!trusted) {
      return false;
    }
    JournalTables.writeHead(connection, head, head.mac(present.mac(JournalTables.MAC_PURPOSE)));
    return true;
  }

  void committed(ChainLink head) {
    signedSeq = head.seq();
  }

  private boolean follows(Connection connection, KeyVault present) throws SQLException {
    if (found == null) {
      if (start.seq() > 0) {
        LOG.warn(
            "The journal holds {} rows and no signed head: it is signed as it is; compare it with"
                + " the heads in the log",
            start.seq());
      }
      return true;
    }
    boolean whole = found.genuine(present) && leadsToStart(connection, found.link());
    if (!whole) {
      LOG.error(
          "The journal does not follow from the head that was signed at sequence {}: somebody"
              + " changed it. New heads are not signed; verify the journal and compare it with the"
              + " last backup and with the heads in the log",
          found.link().seq());
    }
    return whole;
  }

  private boolean leadsToStart(Connection connection, ChainLink signed) throws SQLException {
    boolean stands =
        signed.hash().equals(JournalTables.hashAt(connection, signed.seq()))
            || signed.equals(JournalTables.anchor(connection).link());
    if (!stands || signed.seq() > start.seq()) {
      return false;
    }
    var last = new ChainLink[] {signed};
    ChainWalk.walk(
        connection,
        signed.seq(),
        start.seq(),
        row -> {
          if (row.seq() != last[0].seq() + 1 || !row.follows(last[0].hash())) {
            return false;
          }
          last[0] = row.link();
          return true;
        });
    return last[0].equals(start);
  }
}
