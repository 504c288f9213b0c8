package io.caskade.ecm.profiletvcas3;

/**
 * Shape of an EMM of TVCAS3 (tvcas3 chapters 3.1 and 3.2): a private section without CRC, 62 bytes.
 *
 * <pre>
 * 0       table_id 82
 * 1..2    70 3B     section_length 59
 * 3..5    00 00 00
 * 6..9    serial of the card
 * 10..11  70 32     inner tag, inner length 50
 * 12..13  64 10     key tag of EMMs
 * 14..61  48 bytes under the card's key, in clear:
 *         0 serial (4) | 4 access criteria (4) | 8 start (4) | 12 finish + 1 (4)
 *         16 card date of start (2) | 18 card date of finish (2)
 *         20 pair (1) | 21 protection (1) | 22 reserve (1) | 23 sum of bytes 0..22
 *         24 padding (23) | 47 sum of bytes 0..46
 * </pre>
 */
final class EmmSection {
  static final int LENGTH = 62;
  static final int ADDRESS = 6;

  static final int MESSAGE = 14;
  static final int SERIAL = MESSAGE;
  static final int ACCESS_CRITERIA = MESSAGE + 4;
  static final int START = MESSAGE + 8;
  static final int STOP = MESSAGE + 12;
  static final int START_DATE = MESSAGE + 16;
  static final int FINISH_DATE = MESSAGE + 18;
  static final int PAIR = MESSAGE + 20;
  static final int PROTECTION = MESSAGE + 21;
  static final int FIRST_SUM = MESSAGE + 23;
  static final int PADDING = MESSAGE + 24;

  private static final byte[] HEADER = {
    (byte) 0x82, 0x70, 0x3B, 0, 0, 0, 0, 0, 0, 0, 0x70, 0x32, 0x64, 0x10
  };

  private EmmSection() {}

  /** A section with its constant bytes in place, zeros elsewhere. */
  static byte[] blank() {
    byte[] section = new byte[LENGTH];
    System.arraycopy(HEADER, 0, section, 0, HEADER.length);
    return section;
  }
}
