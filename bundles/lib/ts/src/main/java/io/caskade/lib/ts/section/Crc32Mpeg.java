package io.caskade.lib.ts.section;

/**
 * The CRC of sections (ISO/IEC 13818-1, annex A): polynomial 0x04C11DB7, start 0xFFFFFFFF, most
 * significant bit first, not inverted. Over a section with its CRC it gives 0.
 */
public final class Crc32Mpeg {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private Crc32Mpeg() {}

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
      }
      table[i] = value;
    }
    return table;
  }

  /** The CRC of {@code length} bytes from {@code offset}. */
  public static int of(byte[] bytes, int offset, int length) {
    int crc = 0xFFFFFFFF;
    for (int i = offset; i < offset + length; i++) {
      crc = crc << 8 ^ TABLE[(crc >>> 24 ^ bytes[i]) & 0xFF];
    }
    return crc;
  }
}
