package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the chain in pages along its key, in flat memory. */
final class ChainWalk {
  private static final String PAGE =
      "select s.seq, s.hash, "
          + ChangeRow.COLUMNS
          + " from journal_seal s left join journal_change c on c.id = s.change_id"
          + " where s.seq > ? and s.seq <= ? order by s.seq limit ?";

  private ChainWalk() {}

  /** Visits the rows behind {@code seq} up to {@code last} until there is none or one is enough. */
  static void walk(Connection connection, long seq, long last, Visitor visitor)
      throws SQLException {
    long from = seq;
    List<Stored> page;
    do {
      page = page(connection, from, last);
      for (Stored row : page) {
        if (!visitor.visit(row)) {
          return;
        }
        from = row.seq();
      }
    } while (page.size() == Reading.PAGE);
  }

  private static List<Stored> page(Connection connection, long from, long last)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setLong(1, from);
      select.setLong(2, last);
      select.setInt(3, Reading.PAGE);
      var page = new ArrayList<Stored>(Reading.PAGE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(
              new Stored(rows.getLong(1), Octets.of(rows.getBytes(2)), ChangeRow.read(rows, 3)));
        }
      }
      return page;
    }
  }

  /** Takes one row; false ends the walk. */
  interface Visitor {
    boolean visit(Stored row) throws SQLException;
  }

  /**
   * A place of the chain as the tables have it.
   *
   * @param change null when it is not there any more
   */
  record Stored(long seq, Octets hash, @Nullable ChangeRow change) {
    ChainLink link() {
      return new ChainLink(seq, hash);
    }

    /** Whether the change, behind this hash, gives the hash that is stored. */
    boolean follows(Octets former) {
      return change != null && new ChainLink(seq - 1, former).next(change).hash().equals(hash);
    }
  }
}
