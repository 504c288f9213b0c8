package io.caskade.store.jpa.journal;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.SealedChange;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the sealed journal, and checks its chain. */
public final class JournalFeed {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFeed.class);

  private static final String AFTER =
      "select s.seq, "
          + ChangeRow.COLUMNS
          + " from journal_seal s join journal_change c on c.id = s.change_id"
          + " where s.seq > ? order by s.seq limit ?";

  private static final String CHAIN =
      "select s.seq, s.hash, "
          + ChangeRow.COLUMNS
          + " from journal_seal s left join journal_change c on c.id = s.change_id"
          + " where s.seq > ? order by s.seq limit ?";

  private final Reading reading;
  private final Supplier<@Nullable KeyVault> vault;

  public JournalFeed(Reading reading, Supplier<@Nullable KeyVault> vault) {
    this.reading = reading;
    this.vault = vault;
  }

  /** Highest sealed sequence number, 0 when there is none. */
  public long head() {
    return reading.run(JournalTables::headSeq);
  }

  public List<SealedChange> after(long seq, int limit) {
    return reading.run(connection -> after(connection, seq, limit));
  }

  private static List<SealedChange> after(Connection connection, long seq, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(AFTER)) {
      select.setLong(1, seq);
      select.setInt(2, limit);
      var changes = new ArrayList<SealedChange>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ChangeRow row = ChangeRow.read(rows, 2);
          if (row != null) {
            changes.add(row.sealed(rows.getLong(1)));
          }
        }
      }
      return changes;
    }
  }

  /**
   * Recomputes the chain from its beginning and compares it with the head that the vault signed.
   *
   * @return number of rows, all of which verify
   * @throws CaskadeException CHAIN_BROKEN with the first row that does not
   */
  public long verify() {
    return reading.run(this::verify);
  }

  private long verify(Connection connection) throws SQLException {
    JournalTables.SignedHead signed = JournalTables.signedHead(connection);
    checkMac(signed);
    ChainLink last = ChainLink.BEGINNING;
    long seen;
    do {
      seen = last.seq();
      last = walk(connection, last, signed == null ? null : signed.link());
    } while (last.seq() == seen + Reading.PAGE);
    if (signed != null && signed.link().seq() > last.seq()) {
      throw broken(last.seq() + 1, "rows are missing at the end");
    }
    return last.seq();
  }

  /** Follows the chain for one page. */
  private static ChainLink walk(Connection connection, ChainLink from, @Nullable ChainLink signed)
      throws SQLException {
    ChainLink link = from;
    try (PreparedStatement select = connection.prepareStatement(CHAIN)) {
      select.setLong(1, from.seq());
      select.setInt(2, Reading.PAGE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          link = step(link, rows);
          if (signed != null && signed.seq() == link.seq() && !signed.equals(link)) {
            throw broken(link.seq(), "the chain was rewritten: it differs from its signed head");
          }
        }
      }
    }
    return link;
  }

  private static ChainLink step(ChainLink link, ResultSet rows) throws SQLException {
    long seq = rows.getLong(1);
    if (seq != link.seq() + 1) {
      throw broken(link.seq() + 1, "the row is missing");
    }
    ChangeRow row = ChangeRow.read(rows, 3);
    if (row == null) {
      throw broken(seq, "its change is missing");
    }
    ChainLink next = link.next(row);
    if (!next.hash().equals(Octets.of(rows.getBytes(2)))) {
      throw broken(seq, "its content does not match its hash");
    }
    return next;
  }

  private void checkMac(JournalTables.@Nullable SignedHead signed) {
    KeyVault present = vault.get();
    if (present == null) {
      LOG.warn("The key vault is away: the chain is checked without the signature of its head");
    } else if (signed != null
        && !signed.link().mac(present.mac(JournalTables.MAC_PURPOSE)).equals(signed.mac())) {
      throw broken(signed.link().seq(), "the signature of the head does not match");
    }
  }

  private static CaskadeException broken(long seq, String what) {
    return new CaskadeException(ErrorCode.CHAIN_BROKEN, Long.toString(seq), what);
  }
}
