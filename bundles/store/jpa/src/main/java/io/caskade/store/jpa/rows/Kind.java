package io.caskade.store.jpa.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** What a column holds, the same on every kind of database; {@code null} is the row's business. */
public enum Kind {
  /** Whole numbers of every width, as {@link Long}; zigzag, seven bits a byte. */
  NUMBER {
    @Override
    @Nullable Object read(ResultSet row, int column) throws SQLException {
      long value = row.getLong(column);
      return row.wasNull() ? null : value;
    }

    @Override
    void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
      if (value == null) {
        statement.setNull(place, Types.BIGINT);
      } else {
        statement.setLong(place, (Long) value);
      }
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      long number = (Long) value;
      Varint.write(out, number << 1 ^ number >> 63);
    }

    @Override
    Object read(DataInput in) throws IOException {
      long folded = Varint.read(in);
      return folded >>> 1 ^ -(folded & 1);
    }
  },

  /** Text, as {@link String}; its length in bytes, then UTF-8. */
  TEXT {
    @Override
    @Nullable Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
      statement.setString(place, (String) value);
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      BYTES.write(out, ((String) value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    Object read(DataInput in) throws IOException {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap((byte[]) BYTES.read(in)))
            .toString();
      } catch (CharacterCodingException e) {
        throw new MalformedRowException("a text is not UTF-8");
      }
    }
  },

  /** Bytes, as {@code byte[]}; their number first. */
  BYTES {
    @Override
    @Nullable Object read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }

    @Override
    void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
      statement.setBytes(place, (byte[]) value);
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      byte[] bytes = (byte[]) value;
      Varint.write(out, bytes.length);
      out.write(bytes);
    }

    @Override
    Object read(DataInput in) throws IOException {
      long length = Varint.read(in);
      if (length < 0 || length > LONGEST) {
        throw new MalformedRowException("a value of " + Long.toUnsignedString(length) + " bytes");
      }
      return Lengthy.read(in, (int) length);
    }
  };

  /** Bytes of a value: more than the largest payload of a job. */
  static final int LONGEST = 1 << 28;

  /**
   * The kind of a column.
   *
   * @param type one of {@link Types}
   * @throws SQLException when no column of ours has this type
   */
  static Kind of(int type, String column) throws SQLException {
    return switch (type) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> NUMBER;
      case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.CLOB -> TEXT;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
      default -> throw new SQLException("column " + column + " has the unknown type " + type);
    };
  }

  abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

  abstract void bind(PreparedStatement statement, int place, @Nullable Object value)
      throws SQLException;

  abstract void write(DataOutput out, Object value) throws IOException;

  /**
   * @throws MalformedRowException when the bytes are no value
   */
  abstract Object read(DataInput in) throws IOException;
}
