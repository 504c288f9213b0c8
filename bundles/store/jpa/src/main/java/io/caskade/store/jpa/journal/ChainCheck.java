package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.journal.JournalArchive.Fault;
import io.caskade.api.rights.journal.JournalArchive.Fault.Kind;
import io.caskade.api.rights.journal.JournalArchive.Head;
import io.caskade.api.rights.journal.JournalArchive.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the chain once from its anchor and tells what is wrong with it. One that was rewritten as a
 * whole fits together; it is found because the vault signed another head, or because a copy of the
 * head outside of the database says something else. Used once.
 */
final class ChainCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ChainCheck.class);

  /** Rows that do not fit are looked at together up to so many; faults are told up to as many. */
  static final int MOST = 500;

  private static final String UNSEALED =
      "select c.id from journal_change c left join journal_seal s on s.change_id = c.id"
          + " left join journal_unsealed u on u.tx = c.tx"
          + " where s.seq is null and u.tx is null limit ?";

  private final Connection connection;
  private final @Nullable KeyVault vault;
  private final List<Head> copies;
  private final List<Fault> faults = new ArrayList<>();
  private final Misfits misfits = new Misfits();
  private ChainLink last = ChainLink.BEGINNING;
  private long verified;

  ChainCheck(Connection connection, @Nullable KeyVault vault, List<Head> copies) {
    this.connection = connection;
    this.vault = vault;
    this.copies = copies;
  }

  Verdict run() throws SQLException {
    JournalTables.SignedHead signed = JournalTables.signedHead(connection);
    Anchor anchor = JournalTables.anchor(connection);
    long head = JournalTables.headSeq(connection);
    List<Head> expected = expected(signed, anchor, head);
    last = anchor.link();
    compare(expected);
    ChainWalk.walk(
        connection,
        anchor.link().seq(),
        head,
        row -> {
          take(row);
          compare(expected);
          return true;
        });
    misfits.explain().forEach(this::add);
    for (Head one : expected) {
      if (one.seq() > last.seq()) {
        add(Kind.TAIL_CUT, last.seq() + 1, "rows up to " + one.seq() + " are missing at the end");
        break;
      }
    }
    changesWithoutSeal();
    return new Verdict(verified, last.seq(), List.copyOf(faults));
  }

  /** What the chain must have at some of its places; faults of the signatures are told at once. */
  private List<Head> expected(JournalTables.@Nullable SignedHead signed, Anchor anchor, long head) {
    List<Head> expected = new ArrayList<>(copies);
    KeyVault present = vault;
    if (present == null) {
      LOG.warn("The key vault is away: the chain is checked without the signature of its head");
    } else if (!anchor.genuine(present)) {
      add(Kind.HEAD_FORGED, anchor.link().seq(), "the signature of the anchor does not match");
    }
    if (signed == null) {
      if (present != null && head > 0) {
        add(Kind.HEAD_FORGED, head, "the signed head was removed");
      }
    } else if (present != null && !signed.genuine(present)) {
      add(Kind.HEAD_FORGED, signed.link().seq(), "the signature of the head does not match");
    } else {
      expected.add(new Head(signed.link().seq(), signed.link().hex()));
    }
    return expected;
  }

  private void take(ChainWalk.Stored row) {
    boolean gap = row.seq() != last.seq() + 1;
    if (gap) {
      add(
          Kind.ROW_MISSING,
          last.seq() + 1,
          "rows %d to %d are missing".formatted(last.seq() + 1, row.seq() - 1));
    }
    if (row.change() == null) {
      add(Kind.ROW_MISSING, row.seq(), "its change is missing");
    } else if (!gap && !row.follows(last.hash())) {
      misfits.add(last.hash(), row);
    } else {
      verified++;
    }
    last = row.link();
  }

  private void compare(List<Head> expected) {
    for (Head one : expected) {
      if (one.seq() == last.seq() && !one.hash().equals(last.hex())) {
        add(
            Kind.CHAIN_REWRITTEN,
            one.seq(),
            "the chain was rewritten: here it had the hash " + one.hash());
      }
    }
  }

  /** Rows put in beside the chain, or whose seal was taken away together with the end of it. */
  private void changesWithoutSeal() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNSEALED)) {
      select.setInt(1, MOST);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          add(
              Kind.ROW_MISSING,
              0,
              "change "
                  + HexFormat.of().formatHex(rows.getBytes(1))
                  + " has neither a place in the chain nor one in the queue");
        }
      }
    }
  }

  private void add(Kind kind, long seq, String detail) {
    add(new Fault(kind, seq, detail));
  }

  private void add(Fault fault) {
    if (faults.size() < MOST) {
      faults.add(fault);
    }
  }

  /** Rows that do not follow from the hash before them, to be explained when all are known. */
  private static final class Misfits {
    private final List<Misfit> misfits = new ArrayList<>();
    private long more;

    void add(Octets former, ChainWalk.Stored row) {
      if (misfits.size() < MOST) {
        misfits.add(new Misfit(former, row));
      } else {
        more++;
      }
    }

    /**
     * A row that fits where another one stands was moved; after it the chain goes on from the hash
     * that belongs there. What fits nowhere was changed.
     */
    List<Fault> explain() {
      var faults = new ArrayList<Fault>();
      ChainLink mended = ChainLink.BEGINNING;
      for (int i = 0; i < misfits.size(); i++) {
        Misfit misfit = misfits.get(i);
        ChainWalk.Stored row = misfit.row();
        Octets former = mended.seq() == row.seq() - 1 ? mended.hash() : misfit.former();
        if (row.follows(former)) {
          mended = row.link();
          continue;
        }
        Octets moved = moved(former, row);
        if (moved != null) {
          faults.add(
              new Fault(
                  Kind.ORDER_CHANGED, row.seq(), "another row of the chain belongs to this place"));
          mended = new ChainLink(row.seq(), moved);
        } else {
          faults.add(new Fault(Kind.ROW_CHANGED, row.seq(), "its content does not match its hash"));
          mended = new ChainLink(row.seq(), changed(former, i));
        }
      }
      if (more > 0) {
        faults.add(
            new Fault(
                Kind.ROW_CHANGED,
                misfits.get(misfits.size() - 1).row().seq(),
                "%d rows behind this one do not match either".formatted(more)));
      }
      return faults;
    }

    /** The hash of another misfit that belongs to the place of {@code row}. */
    private @Nullable Octets moved(Octets former, ChainWalk.Stored row) {
      for (Misfit other : misfits) {
        ChangeRow change = other.row().change();
        if (other.row().seq() != row.seq() && change != null) {
          Octets hash = new ChainLink(row.seq() - 1, former).next(change).hash();
          if (hash.equals(row.hash()) || hash.equals(other.row().hash())) {
            return hash;
          }
        }
      }
      return null;
    }

    /** The chain goes on from the stored hash, unless the hash alone was changed. */
    private Octets changed(Octets former, int index) {
      ChainWalk.Stored row = misfits.get(index).row();
      ChangeRow change = row.change();
      if (change != null && index + 1 < misfits.size()) {
        Octets hash = new ChainLink(row.seq() - 1, former).next(change).hash();
        ChainWalk.Stored next = misfits.get(index + 1).row();
        if (next.seq() == row.seq() + 1 && next.follows(hash)) {
          return hash;
        }
      }
      return row.hash();
    }
  }

  private record Misfit(Octets former, ChainWalk.Stored row) {}
}
