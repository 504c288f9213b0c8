package io.caskade.store.jpa.replica;

import io.caskade.store.jpa.rows.Column;
import io.caskade.store.jpa.rows.Kind;
import io.caskade.store.jpa.rows.MalformedRowException;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.Varint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a round is written.
 *
 * <pre>
 * round = "CSKREPL1" | instant (8) | seq of the head (8) | hash of the head (32) | part* | 'Z' | number of all rows
 * part  = 'W' | table | digest (32) | ('R' row)* | 'E'      the whole table
 *       | 'U' | name | digest (32)                          the whole table is as it was
 *       | 'P' | table | key | ('K' key values | 'R' row)* | 'E'   rows of these keys; those that do not follow are gone
 * table = name | number of columns | (name | kind)*
 * key   = number of columns | names
 * </pre>
 *
 * <p>Numbers without a width are {@link Varint}s, rows and key values as {@code RowCodec}.
 */
final class Part {
  static final String MAGIC = "CSKREPL1";
  static final int WHOLE = 'W';
  static final int SAME = 'U';
  static final int SOME = 'P';
  static final int ROW = 'R';
  static final int KEY = 'K';
  static final int END = 'E';
  static final int LAST = 'Z';
  static final int DIGEST = 32;
  private static final int MOST_NAMES = 200;

  private Part() {}

  static void writeTable(DataOutputStream out, Table table) throws IOException {
    out.writeUTF(table.name());
    Varint.write(out, table.columns().size());
    for (Column column : table.columns()) {
      out.writeUTF(column.name());
      out.writeByte(letter(column.kind()));
    }
  }

  static Table readTable(DataInputStream in) throws IOException {
    String name = in.readUTF();
    var columns = new ArrayList<Column>();
    for (long left = count(in); left > 0; left--) {
      columns.add(new Column(in.readUTF(), kind(in.readUnsignedByte())));
    }
    return new Table(name, columns);
  }

  static void writeNames(DataOutputStream out, List<String> names) throws IOException {
    Varint.write(out, names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  static List<String> readNames(DataInputStream in) throws IOException {
    var names = new ArrayList<String>();
    for (long left = count(in); left > 0; left--) {
      names.add(in.readUTF());
    }
    return names;
  }

  private static long count(DataInputStream in) throws IOException {
    long count = Varint.read(in);
    if (count < 1 || count > MOST_NAMES) {
      throw new MalformedRowException("it announces " + Long.toUnsignedString(count) + " names");
    }
    return count;
  }

  private static int letter(Kind kind) {
    return switch (kind) {
      case NUMBER -> 'N';
      case TEXT -> 'S';
      case BYTES -> 'B';
    };
  }

  private static Kind kind(int letter) throws MalformedRowException {
    return switch (letter) {
      case 'N' -> Kind.NUMBER;
      case 'S' -> Kind.TEXT;
      case 'B' -> Kind.BYTES;
      default -> throw new MalformedRowException("a column is of the unknown kind " + letter);
    };
  }

  /** The columns of a key as a table, for their codec. */
  static Table keyOf(Table table, List<String> key) throws MalformedRowException {
    var columns = new ArrayList<Column>();
    for (String name : key) {
      columns.add(
          table.columns().stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () -> new MalformedRowException(table.name() + " has no column " + name)));
    }
    return new Table(table.name(), columns);
  }
}
