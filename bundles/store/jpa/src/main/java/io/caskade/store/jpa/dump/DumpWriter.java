package io.caskade.store.jpa.dump;

import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.store.jpa.rows.Column;
import io.caskade.store.jpa.rows.Kind;
import io.caskade.store.jpa.rows.RowCodec;
import io.caskade.store.jpa.rows.RowSink;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.Varint;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Writes a dump. Confined to a thread.
 *
 * <pre>
 * "CSKDUMP1" | number of changesets | their ids | tables | 'Z' | number of rows of all
 * table = 'T' | name | number of columns | (name | kind)* | ('R' | row)* | 'E' | number of rows
 * </pre>
 *
 * <p>Numbers are {@link Varint}s, names as {@link DataOutputStream#writeUTF} does, rows as {@link
 * RowCodec}.
 */
final class DumpWriter {
  static final byte[] MAGIC = "CSKDUMP1".getBytes(StandardCharsets.US_ASCII);
  static final int TABLE = 'T';
  static final int ROW = 'R';
  static final int END = 'E';
  static final int LAST = 'Z';

  /** Rows between two calls of the progress. */
  static final int TELL_EVERY = 10_000;

  private final DataOutputStream out;
  private final LongConsumer progress;
  private final Map<String, Long> rows = new TreeMap<>();
  private long total;

  DumpWriter(OutputStream target, LongConsumer progress) {
    this.out = new DataOutputStream(new BufferedOutputStream(target, 1 << 16));
    this.progress = progress;
  }

  void begin(SchemaLevel schema) throws IOException {
    out.write(MAGIC);
    Varint.write(out, schema.changesets().size());
    for (String id : schema.changesets()) {
      out.writeUTF(id);
    }
  }

  /** The rows of a table are given to what this returns. */
  RowSink table(Table table) throws IOException {
    out.writeByte(TABLE);
    out.writeUTF(table.name());
    Varint.write(out, table.columns().size());
    for (Column column : table.columns()) {
      out.writeUTF(column.name());
      out.writeByte(letter(column.kind()));
    }
    var codec = new RowCodec(table.columns());
    rows.put(table.name(), 0L);
    return row -> {
      out.writeByte(ROW);
      codec.write(out, row);
      rows.merge(table.name(), 1L, Long::sum);
      total++;
      if (total % TELL_EVERY == 0) {
        progress.accept(total);
      }
    };
  }

  void endTable(Table table) throws IOException {
    out.writeByte(END);
    Varint.write(out, rows.getOrDefault(table.name(), 0L));
  }

  /** Ends the dump; gives the number of rows by table. */
  Map<String, Long> end() throws IOException {
    out.writeByte(LAST);
    Varint.write(out, total);
    out.flush();
    progress.accept(total);
    return rows;
  }

  static int letter(Kind kind) {
    return switch (kind) {
      case NUMBER -> 'N';
      case TEXT -> 'S';
      case BYTES -> 'B';
    };
  }
}
