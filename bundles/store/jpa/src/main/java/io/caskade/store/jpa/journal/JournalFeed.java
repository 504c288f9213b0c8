package io.caskade.store.jpa.journal;

import io.caskade.api.rights.SealedChange;
import io.caskade.store.jpa.work.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the sealed journal for those who follow it. */
public final class JournalFeed {
  private static final String AFTER =
      "select s.seq, "
          + ChangeRow.COLUMNS
          + " from journal_seal s join journal_change c on c.id = s.change_id"
          + " where s.seq > ? order by s.seq limit ?";

  private final Reading reading;

  public JournalFeed(Reading reading) {
    this.reading = reading;
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
}
