package io.caskade.lib.cardprotocol.dialect;

import java.util.Arrays;

/** Builds a row of nanos of at most 255 bytes, which is what one answer of a card holds. */
public final class NanoWriter {
  private static final int MOST = 255;

  private final byte[] bytes = new byte[MOST];
  private int length;

  /**
   * Appends a nano.
   *
   * @throws IllegalArgumentException when the row becomes longer than 255 bytes
   */
  public NanoWriter put(int tag, byte... value) {
    head(tag, value.length);
    return raw(value);
  }

  /** Appends a nano's tag and length; its value follows. */
  public NanoWriter head(int tag, int valueLength) {
    return raw((byte) tag, (byte) valueLength);
  }

  /** Appends bytes as they are. */
  public NanoWriter raw(byte... part) {
    if (part.length > MOST - length) {
      throw new IllegalArgumentException("a row has at most 255 bytes");
    }
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
    return this;
  }

  /** Appends a nano with a number of {@code count} bytes, the highest first. */
  public NanoWriter number(int tag, long number, int count) {
    byte[] value = new byte[count];
    for (int i = 0; i < count; i++) {
      value[i] = (byte) (number >> (8 * (count - 1 - i)));
    }
    return put(tag, value);
  }

  /** A copy of the row; this is wiped and may be used again. */
  public byte[] finish() {
    byte[] row = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, (byte) 0);
    length = 0;
    return row;
  }
}
