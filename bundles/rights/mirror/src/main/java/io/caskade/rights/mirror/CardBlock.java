package io.caskade.rights.mirror;

import java.util.Arrays;

/**
 * Some hundred cards in parallel primitive arrays, sorted by serial. Immutable: a change makes a
 * new block, so that a reader sees whole rows without a lock. A row takes 28 bytes and its key.
 */
final class CardBlock {
  /** Words of a row, beside its serial. Times are unsigned seconds since 1970-01-01 UTC. */
  static final int VERSION = 0;

  static final int MASK = 1;
  static final int START = 2;
  static final int FINISH = 3;
  static final int LATEST = 4;

  /** Region code (23 bits), key length (6 bits), protected, paired, suspended (1 bit each). */
  static final int TRAITS = 5;

  static final int WORDS = 6;

  static final int SUSPENDED = 1;
  static final int PAIRED = 2;
  static final int PROTECTED = 4;
  static final int MAX_KEY = 63;

  private final int[] serials;
  private final int[] words;
  private final int stride;
  private final byte[] keys;

  /**
   * @param serials ascending, unsigned
   * @param words {@link #WORDS} for each serial
   * @param stride bytes that each key takes in {@code keys}
   */
  CardBlock(int[] serials, int[] words, int stride, byte[] keys) {
    this.serials = serials;
    this.words = words;
    this.stride = stride;
    this.keys = keys;
  }

  static int traits(int region, int keyLength, int flags) {
    return region << 9 | keyLength << 3 | flags;
  }

  int size() {
    return serials.length;
  }

  long serial(int row) {
    return Integer.toUnsignedLong(serials[row]);
  }

  long lastSerial() {
    return serial(serials.length - 1);
  }

  int word(int row, int column) {
    return words[row * WORDS + column];
  }

  /** A word as an unsigned number: a version or a time. */
  long unsigned(int row, int column) {
    return Integer.toUnsignedLong(word(row, column));
  }

  boolean is(int row, int flag) {
    return (word(row, TRAITS) & flag) != 0;
  }

  int region(int row) {
    return word(row, TRAITS) >>> 9;
  }

  int keyLength(int row) {
    return word(row, TRAITS) >>> 3 & MAX_KEY;
  }

  /** A copy that the caller wipes. */
  byte[] key(int row) {
    return Arrays.copyOfRange(keys, row * stride, row * stride + keyLength(row));
  }

  /** First row whose serial is above {@code serial}; {@link #size()} when there is none. */
  int firstAbove(long serial) {
    int low = 0;
    int high = serials.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (serial(middle) > serial) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  AirRule judge(int row, long now) {
    return AirRule.judge(is(row, SUSPENDED), unsigned(row, FINISH), unsigned(row, LATEST), now);
  }

  /** Bytes of the arrays, for the memory figures. */
  long bytes() {
    return 4L * serials.length + 4L * words.length + keys.length;
  }

  int[] serials() {
    return serials;
  }

  int[] words() {
    return words;
  }

  int stride() {
    return stride;
  }

  byte[] keys() {
    return keys;
  }
}
