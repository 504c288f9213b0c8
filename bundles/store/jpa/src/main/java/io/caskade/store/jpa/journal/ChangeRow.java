package io.caskade.store.jpa.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.journal.JournalRow;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the journal as the sealer, the feed and the check of the chain read it. */
record ChangeRow(
    UUID id,
    long madeAt,
    String actor,
    String source,
    String operation,
    String urgency,
    String network,
    @Nullable Long serial,
    String target,
    String result,
    @Nullable String before,
    @Nullable String after) {

  /** For {@code select} with the table's alias {@code c}; {@link #read} expects these columns. */
  static final String COLUMNS =
      "c.id, c.made_at, c.actor, c.source, c.operation, c.urgency, c.network_id, c.serial,"
          + " c.target, c.result, c.state_before, c.state_after";

  /**
   * Reads {@link #COLUMNS} that begin at column {@code first}; null when an outer join is empty.
   */
  static @Nullable ChangeRow read(ResultSet rows, int first) throws SQLException {
    byte[] id = rows.getBytes(first);
    if (id == null) {
      return null;
    }
    long serial = rows.getLong(first + 7);
    Long serialOrNone = rows.wasNull() ? null : serial;
    return new ChangeRow(
        uuid(id),
        rows.getLong(first + 1),
        rows.getString(first + 2),
        rows.getString(first + 3),
        rows.getString(first + 4),
        rows.getString(first + 5),
        rows.getString(first + 6),
        serialOrNone,
        rows.getString(first + 8),
        rows.getString(first + 9),
        rows.getString(first + 10),
        rows.getString(first + 11));
  }

  SealedChange sealed(long seq) {
    return new SealedChange(
        seq,
        id,
        Instant.ofEpochMilli(madeAt),
        operation,
        Urgency.valueOf(urgency),
        new NetworkId(network),
        Optional.ofNullable(serial).map(CardSerial::new),
        target);
  }

  /** As people and programs read it. */
  JournalRow journalRow(long seq) {
    return new JournalRow(
        seq,
        id,
        Instant.ofEpochMilli(madeAt),
        new Actor(actor, source),
        operation,
        new NetworkId(network),
        target,
        result,
        Objects.requireNonNullElse(before, ""),
        Objects.requireNonNullElse(after, ""));
  }

  byte[] idBytes() {
    return bytes(id);
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
