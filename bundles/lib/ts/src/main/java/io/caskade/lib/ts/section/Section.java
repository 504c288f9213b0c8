package io.caskade.lib.ts.section;

import io.caskade.lib.ts.TsFormatException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One immutable section (ISO/IEC 13818-1, clause 2.4.4.10).
 *
 * <pre>
 * byte 0    table_id
 * byte 1-2  section_syntax_indicator(1) private_indicator(1) reserved(2) section_length(12)
 * long form only (section_syntax_indicator 1):
 * byte 3-4  table_id_extension
 * byte 5    reserved(2) version_number(5) current_next_indicator(1)
 * byte 6-7  section_number, last_section_number
 * ...       body
 * last 4    CRC-32
 * </pre>
 *
 * <p>Table ids 0x80..0x8F belong to conditional access (ECM, EMM); they have no CRC whatever the
 * syntax indicator says.
 */
public final class Section {
  /** Header of the short form: table id and length. */
  public static final int SHORT_HEADER = 3;

  /** Longest section in bytes, header included. */
  public static final int MAX_SIZE = 4096;

  /** Longest PAT, CAT, PMT or SDT section in bytes, header and CRC included. */
  public static final int MAX_PSI_SIZE = 1024;

  private static final int LONG_HEADER = 8;
  private static final int CRC_SIZE = 4;

  private final byte[] bytes;

  private Section(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes a complete section; the CRC is not looked at, see {@link #hasValidCrc()}.
   *
   * @throws TsFormatException when the length field does not agree with the number of bytes
   */
  public static Section parse(byte[] bytes) throws TsFormatException {
    if (bytes.length < SHORT_HEADER) {
      throw new TsFormatException(
          "A section needs 3 bytes of header, only " + bytes.length + " are there", bytes.length);
    }
    int claimed = sizeOf(bytes, 0);
    if (claimed != bytes.length || claimed > MAX_SIZE) {
      throw new TsFormatException(
          String.format(
              "The section of table 0x%02X claims %d bytes at byte 1, %d are there (limit %d)",
              bytes[0] & 0xFF, claimed, bytes.length, MAX_SIZE),
          1);
    }
    return new Section(bytes.clone());
  }

  /** A section without extension and CRC, such as an ECM or EMM. */
  public static Section shortForm(int tableId, byte[] body) {
    byte[] bytes = new byte[SHORT_HEADER + body.length];
    writeHeader(bytes, tableId, 0x70, MAX_SIZE);
    System.arraycopy(body, 0, bytes, SHORT_HEADER, body.length);
    return new Section(bytes);
  }

  /** A section of ISO/IEC 13818-1 (PAT, CAT, PMT) with its CRC: the private indicator is 0. */
  public static Section psi(int tableId, TablePart part, byte[] body) {
    return longForm(tableId, 0xB0, part, body);
  }

  /** A section of EN 300 468 (SDT and other service information): the bit is reserved, 1. */
  public static Section serviceInformation(int tableId, TablePart part, byte[] body) {
    return longForm(tableId, 0xF0, part, body);
  }

  private static Section longForm(int tableId, int flags, TablePart part, byte[] body) {
    byte[] bytes = new byte[LONG_HEADER + body.length + CRC_SIZE];
    writeHeader(bytes, tableId, flags, MAX_PSI_SIZE);
    bytes[3] = (byte) (part.extension() >> 8);
    bytes[4] = (byte) part.extension();
    bytes[5] = (byte) (0xC0 | part.version() << 1 | (part.current() ? 1 : 0));
    bytes[6] = (byte) part.number();
    bytes[7] = (byte) part.last();
    System.arraycopy(body, 0, bytes, LONG_HEADER, body.length);
    int end = bytes.length - CRC_SIZE;
    int crc = Crc32Mpeg.of(bytes, 0, end);
    for (int i = 0; i < CRC_SIZE; i++) {
      bytes[end + i] = (byte) (crc >>> (24 - 8 * i));
    }
    return new Section(bytes);
  }

  private static void writeHeader(byte[] bytes, int tableId, int flags, int limit) {
    if (bytes.length > limit) {
      throw new IllegalArgumentException(
          String.format(
              "A section of table 0x%02X would take %d bytes, the limit is %d",
              tableId, bytes.length, limit));
    }
    int length = bytes.length - SHORT_HEADER;
    bytes[0] = (byte) tableId;
    bytes[1] = (byte) (flags | length >> 8);
    bytes[2] = (byte) length;
  }

  /** Bytes of the section that begins at {@code offset}, as its header claims. */
  static int sizeOf(byte[] bytes, int offset) {
    return SHORT_HEADER + ((bytes[offset + 1] & 0x0F) << 8 | (bytes[offset + 2] & 0xFF));
  }

  public int tableId() {
    return bytes[0] & 0xFF;
  }

  /** Total length in bytes. */
  public int size() {
    return bytes.length;
  }

  /** True when the section has the long header, a body and a CRC. */
  public boolean isLong() {
    return (bytes[1] & 0x80) != 0
        && !isConditionalAccess()
        && bytes.length >= LONG_HEADER + CRC_SIZE;
  }

  /** Table ids 0x80..0x8F: ECM, EMM. */
  public boolean isConditionalAccess() {
    return (tableId() & 0xF0) == 0x80;
  }

  /** Whether the CRC is right; a section of a kind that has none is always right. */
  public boolean hasValidCrc() {
    if ((bytes[1] & 0x80) == 0 || isConditionalAccess()) {
      return true;
    }
    return isLong() && Crc32Mpeg.of(bytes, 0, bytes.length) == 0;
  }

  /**
   * The fields of the long header.
   *
   * @throws IllegalStateException for a section of the short form
   */
  public TablePart part() {
    if (!isLong()) {
      throw new IllegalStateException(
          String.format("The section of table 0x%02X has no long header", tableId()));
    }
    return new TablePart(
        (bytes[3] & 0xFF) << 8 | (bytes[4] & 0xFF),
        (bytes[5] & 0x3E) >> 1,
        (bytes[5] & 1) != 0,
        bytes[6] & 0xFF,
        bytes[7] & 0xFF);
  }

  /** What lies between the header and the CRC, of either form. */
  public byte[] body() {
    return isLong()
        ? Arrays.copyOfRange(bytes, LONG_HEADER, bytes.length - CRC_SIZE)
        : Arrays.copyOfRange(bytes, SHORT_HEADER, bytes.length);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Section that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Section[" + HexFormat.of().withUpperCase().formatHex(bytes) + "]";
  }
}
