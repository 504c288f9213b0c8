package io.caskade.ecm.profiletvcas3;

/** What the clear messages of ECM and EMM share: 48 bytes, of which the last is a sum. */
final class ClearMessage {
  static final int LENGTH = 48;
  static final int PADDING_LENGTH = 23;

  private static final int CHECKSUM = LENGTH - 1;

  private ClearMessage() {}

  /** Writes the sum of the first 47 bytes behind them. */
  static void seal(byte[] bytes, int message) {
    bytes[message + CHECKSUM] = sum(bytes, message, CHECKSUM);
  }

  static boolean isSealed(byte[] bytes, int message) {
    return bytes[message + CHECKSUM] == sum(bytes, message, CHECKSUM);
  }

  static byte sum(byte[] bytes, int offset, int length) {
    int sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += bytes[i];
    }
    return (byte) sum;
  }

  static void putInt(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) (value >>> 24);
    bytes[offset + 1] = (byte) (value >>> 16);
    bytes[offset + 2] = (byte) (value >>> 8);
    bytes[offset + 3] = (byte) value;
  }

  static void putShort(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) (value >>> 8);
    bytes[offset + 1] = (byte) value;
  }

  /** Unix time as the messages carry it, unsigned. */
  static long unixTime(byte[] bytes, int offset) {
    return (bytes[offset] & 0xFFL) << 24
        | (bytes[offset + 1] & 0xFFL) << 16
        | (bytes[offset + 2] & 0xFFL) << 8
        | (bytes[offset + 3] & 0xFFL);
  }
}
