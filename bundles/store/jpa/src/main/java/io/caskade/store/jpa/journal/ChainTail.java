package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The chain as a store that follows another one reads it; in the connection's transaction. */
public final class ChainTail {
  private final Connection connection;

  public ChainTail(Connection connection) {
    this.connection = connection;
  }

  public ChainPosition head() throws SQLException {
    return position(JournalTables.head(connection));
  }

  /** Where the chain begins here: everything up to there was trimmed. */
  public ChainPosition anchor() throws SQLException {
    return position(JournalTables.anchor(connection).link());
  }

  private static ChainPosition position(ChainLink link) {
    return new ChainPosition(link.seq(), link.hash());
  }

  /** The hash at a place; null when it is not there, or not any more. */
  public @Nullable Octets hashAt(long seq) throws SQLException {
    ChainPosition anchor = anchor();
    return seq == anchor.seq() ? anchor.hash() : JournalTables.hashAt(connection, seq);
  }

  /** Whether this chain leads through that place. */
  public boolean holds(ChainPosition place) throws SQLException {
    return place.hash().equals(hashAt(place.seq()));
  }

  /** Whether the rows behind a place verify, and lead to the other place. */
  public boolean leads(ChainPosition from, ChainPosition to) throws SQLException {
    var last = new ChainLink[] {new ChainLink(from.seq(), from.hash())};
    ChainWalk.walk(
        connection,
        from.seq(),
        Long.MAX_VALUE,
        row -> {
          if (row.seq() != last[0].seq() + 1 || !row.follows(last[0].hash())) {
            return false;
          }
          last[0] = row.link();
          return true;
        });
    return position(last[0]).equals(to) && head().equals(to);
  }

  /** Identities of the sealed changes behind a place, in their order. */
  public List<UUID> idsAfter(long seq, int limit) throws SQLException {
    return ids("select change_id from journal_seal where seq > ? order by seq limit ?", seq, limit);
  }

  /** Identities of the changes of transactions that wait for their seal. */
  public List<UUID> unsealedIds(int limit) throws SQLException {
    return ids(
        "select c.id from journal_change c join journal_unsealed u on u.tx = c.tx"
            + " where c.made_at > ? limit ?",
        Long.MIN_VALUE,
        limit);
  }

  private List<UUID> ids(String sql, long first, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, first);
      select.setInt(2, limit);
      var ids = new ArrayList<UUID>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ByteBuffer bytes = ByteBuffer.wrap(rows.getBytes(1));
          ids.add(new UUID(bytes.getLong(), bytes.getLong()));
        }
      }
      return ids;
    }
  }

  public boolean knows(UUID change) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from journal_change where id = ?")) {
      select.setBytes(1, ChangeRow.bytes(change));
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Forgets the seals behind a place; their changes stay. */
  public void rewind(long seq) throws SQLException {
    run("delete from journal_seal where seq > ?", seq);
  }

  /** Forgets the rows up to the anchor, as the primary did. */
  public void trim() throws SQLException {
    long last = anchor().seq();
    run(
        "delete from journal_change where id in"
            + " (select change_id from journal_seal where seq <= ?)",
        last);
    run("delete from journal_seal where seq <= ?", last);
  }

  private void run(String sql, long seq) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, seq);
      statement.executeUpdate();
    }
  }
}
