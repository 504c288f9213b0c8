package io.caskade.lib.cardprotocol.dialect;

import java.util.Arrays;

/**
 * Goes along a row of nanos, that is tag (1), length (1), value. Copies nothing, so that no control
 * word lies about: {@link #next} steps to a nano, the other methods look into it.
 */
public final class NanoReader {
  private static final int HEAD = 2;

  private final byte[] bytes;
  private final int end;
  private int value;
  private int length;
  private int following;

  /** Of a whole array, which is read while this lives. */
  public NanoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Of the bytes {@code from} (included) to {@code end} (excluded). */
  public NanoReader(byte[] bytes, int from, int end) {
    if (from < 0 || from > end || end > bytes.length) {
      throw new IllegalArgumentException(from + ".." + end + " of " + bytes.length);
    }
    this.bytes = bytes;
    this.end = end;
    this.following = from;
  }

  /**
   * Steps to the next nano.
   *
   * @return false at the end of the row
   * @throws NanoException when it does not fit into the row
   */
  public boolean next() throws NanoException {
    if (following == end) {
      return false;
    }
    if (end - following < HEAD) {
      throw new NanoException("the row ends inside a nano's head");
    }
    int announced = bytes[following + 1] & 0xFF;
    if (end - following - HEAD < announced) {
      throw new NanoException(
          "nano %02X announces %d bytes, %d are there"
              .formatted(bytes[following], announced, end - following - HEAD));
    }
    value = following + HEAD;
    length = announced;
    following = value + length;
    return true;
  }

  /** 0..255. */
  public int tag() {
    return bytes[value - HEAD] & 0xFF;
  }

  /** Bytes of the value, 0..255. */
  public int length() {
    return length;
  }

  /**
   * One byte of the value, 0..255.
   *
   * @throws NanoException when the value is shorter
   */
  public int at(int index) throws NanoException {
    requireLength(index + 1);
    return bytes[value + index] & 0xFF;
  }

  /**
   * {@code count} bytes of the value from {@code index} as an unsigned number; at most seven.
   *
   * @throws NanoException when the value is shorter
   */
  public long number(int index, int count) throws NanoException {
    requireLength(index + count);
    long number = 0;
    for (int i = 0; i < count; i++) {
      number = (number << 8) | (bytes[value + index + i] & 0xFF);
    }
    return number;
  }

  /**
   * A copy of a part of the value.
   *
   * @throws NanoException when the value is shorter
   */
  public byte[] copy(int index, int count) throws NanoException {
    requireLength(index + count);
    return Arrays.copyOfRange(bytes, value + index, value + index + count);
  }

  /**
   * The nanos inside the value.
   *
   * @param index where they begin
   * @throws NanoException when the value is shorter
   */
  public NanoReader inside(int index) throws NanoException {
    requireLength(index);
    return new NanoReader(bytes, value + index, value + length);
  }

  /**
   * Makes sure of a length.
   *
   * @throws NanoException when the value has less bytes
   */
  public void requireLength(int least) throws NanoException {
    if (length < least) {
      throw new NanoException(
          "nano %02X has %d bytes, %d at least are needed".formatted(tag(), length, least));
    }
  }
}
