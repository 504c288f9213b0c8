package io.caskade.store.jpa.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as bytes, with the table of its columns for a plan. Confined to a thread.
 *
 * <pre>
 * row   = which columns are null (one bit each, lowest first, whole bytes) | each other value
 * value = {@link Kind}
 * </pre>
 */
public final class RowCodec {
  private final List<Column> columns;
  private final byte[] nulls;

  public RowCodec(List<Column> columns) {
    this.columns = List.copyOf(columns);
    this.nulls = new byte[(columns.size() + 7) / 8];
  }

  /**
   * @param row one value a column: {@link Long}, {@link String}, {@code byte[]} or null
   */
  public void write(DataOutput out, @Nullable Object[] row) throws IOException {
    Arrays.fill(nulls, (byte) 0);
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null) {
        nulls[i / 8] |= (byte) (1 << i % 8);
      }
    }
    out.write(nulls);
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value != null) {
        columns.get(i).kind().write(out, value);
      }
    }
  }

  /**
   * @throws MalformedRowException when the bytes are no row
   */
  public @Nullable Object[] read(DataInput in) throws IOException {
    in.readFully(nulls);
    requireNoSpareBits();
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      if ((nulls[i / 8] >> i % 8 & 1) == 0) {
        row[i] = columns.get(i).kind().read(in);
      }
    }
    return row;
  }

  private void requireNoSpareBits() throws MalformedRowException {
    int used = columns.size() % 8;
    if (used != 0 && (nulls[nulls.length - 1] & 0xFF) >> used != 0) {
      throw new MalformedRowException("a row names columns that there are not");
    }
  }
}
