package io.caskade.store.jpa.dump;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.store.jpa.rows.Column;
import io.caskade.store.jpa.rows.Kind;
import io.caskade.store.jpa.rows.MalformedRowException;
import io.caskade.store.jpa.rows.RowCodec;
import io.caskade.store.jpa.rows.RowSink;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.Varint;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DumpWriter} wrote. Used once, confined to a thread. */
public final class DumpReader {
  private static final int MOST_NAMES = 10_000;

  private final DataInputStream in;
  private final LongConsumer progress;
  private final Map<String, Long> rows = new TreeMap<>();
  private long total;
  private long head;

  public DumpReader(InputStream source, LongConsumer progress) {
    this.in = new DataInputStream(new BufferedInputStream(source, 1 << 16));
    this.progress = progress;
  }

  /**
   * Reads a dump to its end without a database, as a check.
   *
   * @throws CaskadeException DUMP_INVALID
   */
  public static DumpSummary check(InputStream source, LongConsumer progress) throws IOException {
    try {
      return new DumpReader(source, progress).read(new Unused());
    } catch (SQLException e) {
      throw new IllegalStateException("a check has no database", e);
    }
  }

  /**
   * @throws CaskadeException DUMP_INVALID
   */
  DumpSummary read(DumpSink sink) throws IOException, SQLException {
    try {
      if (!Arrays.equals(in.readNBytes(DumpWriter.MAGIC.length), DumpWriter.MAGIC)) {
        throw new MalformedRowException("it does not begin as a dump does");
      }
      SchemaLevel schema = schema();
      sink.begin(schema);
      int next = in.readUnsignedByte();
      while (next == DumpWriter.TABLE) {
        table(sink);
        next = in.readUnsignedByte();
      }
      if (next != DumpWriter.LAST || Varint.read(in) != total) {
        throw new MalformedRowException("it does not end as a dump does");
      }
      progress.accept(total);
      return new DumpSummary(schema, rows, head);
    } catch (MalformedRowException e) {
      throw new CaskadeException(e, ErrorCode.DUMP_INVALID, String.valueOf(e.getMessage()));
    } catch (EOFException | UTFDataFormatException e) {
      throw new CaskadeException(e, ErrorCode.DUMP_INVALID, "it is cut off or damaged");
    }
  }

  private SchemaLevel schema() throws IOException {
    var ids = new ArrayList<String>();
    for (long left = count(); left > 0; left--) {
      ids.add(in.readUTF());
    }
    return new SchemaLevel(ids);
  }

  private long count() throws IOException {
    long count = Varint.read(in);
    if (count < 0 || count > MOST_NAMES) {
      throw new MalformedRowException("it announces " + Long.toUnsignedString(count) + " names");
    }
    return count;
  }

  private void table(DumpSink sink) throws IOException, SQLException {
    Table table = description();
    if (rows.containsKey(table.name())) {
      throw new MalformedRowException("table " + table.name() + " comes twice");
    }
    RowSink target = sink.table(table);
    var codec = new RowCodec(table.columns());
    int sequence = place(table, "seq");
    long count = 0;
    int next = in.readUnsignedByte();
    while (next == DumpWriter.ROW) {
      @Nullable Object[] row = codec.read(in);
      target.take(row);
      count++;
      total++;
      if (sequence >= 0 && row[sequence] instanceof Long seq) {
        head = Math.max(head, seq);
      }
      if (total % DumpWriter.TELL_EVERY == 0) {
        progress.accept(total);
      }
      next = in.readUnsignedByte();
    }
    if (next != DumpWriter.END || Varint.read(in) != count) {
      throw new MalformedRowException("table " + table.name() + " does not end as it should");
    }
    sink.endTable();
    rows.put(table.name(), count);
  }

  private static int place(Table table, String column) {
    if (!table.name().equals("journal_seal")) {
      return -1;
    }
    List<String> names = table.columns().stream().map(Column::name).toList();
    return names.indexOf(column);
  }

  private Table description() throws IOException {
    String name = in.readUTF();
    var columns = new ArrayList<Column>();
    for (long left = count(); left > 0; left--) {
      columns.add(new Column(in.readUTF(), kind(in.readUnsignedByte())));
    }
    return new Table(name, columns);
  }

  private static Kind kind(int letter) throws MalformedRowException {
    for (Kind kind : Kind.values()) {
      if (DumpWriter.letter(kind) == letter) {
        return kind;
      }
    }
    throw new MalformedRowException("a column is of the unknown kind " + letter);
  }

  private static final class Unused implements DumpSink {
    @Override
    public void begin(SchemaLevel schema) {}

    @Override
    public RowSink table(Table table) {
      return row -> {};
    }

    @Override
    public void endTable() {}
  }
}
