package io.caskade.ecm.profiletvcas3;

/**
 * Shape of an ECM of TVCAS3 (tvcas3 chapters 2.1 and 2.2): a private section without CRC, 55 bytes.
 *
 * <pre>
 * 0      table_id 80 (even cp_number) or 81 (odd)
 * 1..2   70 34     section_length 52
 * 3..4   70 32     inner tag, inner length 50
 * 5..6   64 21     key tag of ECMs
 * 7..54  48 bytes under one half of the ECM key, in clear:
 *        0 time (4) | 4 odd word (8) | 12 even word (8) | 20 access criteria (4)
 *        24 padding (23) | 47 sum of bytes 0..46
 * </pre>
 */
final class EcmSection {
  static final int LENGTH = 55;
  static final int EVEN_TABLE = 0x80;
  static final int ODD_TABLE = 0x81;

  static final int MESSAGE = 7;
  static final int TIME = MESSAGE;
  static final int ODD_WORD = MESSAGE + 4;
  static final int EVEN_WORD = MESSAGE + 12;
  static final int ACCESS_CRITERIA = MESSAGE + 20;
  static final int PADDING = MESSAGE + 24;

  static final int WORD_LENGTH = 8;
  static final int ACCESS_CRITERIA_LENGTH = 4;

  private static final byte[] HEADER = {0, 0x70, 0x34, 0x70, 0x32, 0x64, 0x21};

  private EcmSection() {}

  static void writeHeader(byte[] section, int tableId) {
    System.arraycopy(HEADER, 0, section, 0, HEADER.length);
    section[0] = (byte) tableId;
  }

  /** True when length, table_id and the constant bytes are those of an ECM. */
  static boolean hasForm(byte[] section) {
    if (section.length != LENGTH) {
      return false;
    }
    int tableId = section[0] & 0xFF;
    if (tableId != EVEN_TABLE && tableId != ODD_TABLE) {
      return false;
    }
    for (int i = 1; i < HEADER.length; i++) {
      if (section[i] != HEADER[i]) {
        return false;
      }
    }
    return true;
  }
}
