package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import java.util.Arrays;

/** Reads numbers off a stretch of bytes; running over its end is a {@link TsFormatException}. */
final class ByteCursor {
  private final String what;
  private final byte[] bytes;
  private final int end;
  private int position;

  /**
   * @param what is read, for messages: "PMT of program 101"
   */
  ByteCursor(String what, byte[] bytes) {
    this(what, bytes, 0, bytes.length);
  }

  private ByteCursor(String what, byte[] bytes, int position, int end) {
    this.what = what;
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  boolean hasMore() {
    return position < end;
  }

  int u8() throws TsFormatException {
    require(1);
    return bytes[position++] & 0xFF;
  }

  int u16() throws TsFormatException {
    return u8() << 8 | u8();
  }

  /** Thirteen bits of a PID below three reserved bits. */
  int pid() throws TsFormatException {
    return u16() & 0x1FFF;
  }

  /** Twelve bits of a length below four other bits, and then a cursor over so many bytes. */
  ByteCursor lengthThenPart() throws TsFormatException {
    return part(u16() & 0x0FFF);
  }

  /** A cursor over the next {@code length} bytes, which this one skips. */
  ByteCursor part(int length) throws TsFormatException {
    require(length);
    ByteCursor part = new ByteCursor(what, bytes, position, position + length);
    position += length;
    return part;
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return rest;
  }

  private void require(int count) throws TsFormatException {
    if (count > end - position) {
      throw new TsFormatException(
          String.format(
              "%s: %d bytes are claimed at byte %d of its body, only %d are left",
              what, count, position, end - position),
          position);
    }
  }
}
