package io.caskade.store.jpa.replica;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.store.jpa.rows.KeyedRows;
import io.caskade.store.jpa.rows.RowCodec;
import io.caskade.store.jpa.rows.RowSink;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.TableReader;
import io.caskade.store.jpa.rows.Varint;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a round in the form of {@link Part}. Confined to a thread. */
final class Outgoing {
  private final DataOutputStream out;
  private long rows;

  Outgoing(OutputStream target) {
    out = new DataOutputStream(new BufferedOutputStream(target, 1 << 14));
  }

  void begin(Instant now, ChainPosition head) throws IOException {
    out.write(Part.MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.writeLong(now.toEpochMilli());
    out.writeLong(head.seq());
    out.write(head.hash().toByteArray());
  }

  /** A whole table, unless its digest is the one that is known already. */
  void whole(TableReader reader, Table from, String name, @Nullable Octets known)
      throws SQLException, IOException {
    var table = new Table(name, from.columns());
    Octets digest = digest(reader, from);
    if (digest.equals(known)) {
      out.writeByte(Part.SAME);
      out.writeUTF(name);
      out.write(digest.toByteArray());
      return;
    }
    out.writeByte(Part.WHOLE);
    Part.writeTable(out, table);
    out.write(digest.toByteArray());
    reader.read(from, rows(table));
    out.writeByte(Part.END);
  }

  private static Octets digest(TableReader reader, Table table) throws SQLException, IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    var codec = new RowCodec(table.columns());
    try (var data =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
      reader.read(table, row -> codec.write(data, row));
    }
    return Octets.of(digest.digest());
  }

  /** The present rows of these keys; what is not there any more is told by the key alone. */
  void some(KeyedRows source, Table table, List<String> key, List<Object[]> keys)
      throws SQLException, IOException {
    if (keys.isEmpty()) {
      return;
    }
    beginSome(table, key);
    var codec = new RowCodec(Part.keyOf(table, key).columns());
    for (Object[] each : keys) {
      out.writeByte(Part.KEY);
      codec.write(out, each);
    }
    source.find(keys, rows(table));
    out.writeByte(Part.END);
  }

  /** Rows that are read already. */
  void found(KeyedRows source, Table table, List<String> key, List<@Nullable Object[]> found)
      throws SQLException, IOException {
    beginSome(table, key);
    var codec = new RowCodec(Part.keyOf(table, key).columns());
    RowSink sink = rows(table);
    for (@Nullable Object[] row : found) {
      @Nullable Object[] values = new @Nullable Object[key.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row[source.columnOf(key.get(i))];
      }
      out.writeByte(Part.KEY);
      codec.write(out, values);
      sink.take(row);
    }
    out.writeByte(Part.END);
  }

  private void beginSome(Table table, List<String> key) throws IOException {
    out.writeByte(Part.SOME);
    Part.writeTable(out, table);
    Part.writeNames(out, key);
  }

  private RowSink rows(Table table) {
    var codec = new RowCodec(table.columns());
    return row -> {
      out.writeByte(Part.ROW);
      codec.write(out, row);
      rows++;
    };
  }

  void end() throws IOException {
    out.writeByte(Part.LAST);
    Varint.write(out, rows);
    out.flush();
  }
}
