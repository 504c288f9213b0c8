package io.caskade.lib.ts.section;

/**
 * Which part of which table a long section is (ISO/IEC 13818-1, clause 2.4.4.11).
 *
 * @param extension table_id_extension, 0..65535: transport_stream_id, program_number
 * @param version 0..31, one higher (modulo 32) with each change of the table
 * @param current false when the table is announced for later
 * @param number of this section, 0..last
 * @param last number of the last section, 0..255
 */
public record TablePart(int extension, int version, boolean current, int number, int last) {
  /** Versions count modulo 32. */
  public static final int VERSIONS = 32;

  /** A section number beyond the last one is kept as read: the wire decides, not we. */
  public TablePart {
    require("table_id_extension", extension, 0xFFFF);
    require("version_number", version, VERSIONS - 1);
    require("section_number", number, 0xFF);
    require("last_section_number", last, 0xFF);
  }

  private static void require(String field, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(field + " " + value + " is not within 0.." + max);
    }
  }

  /** The version that follows {@code version}. */
  public static int nextVersion(int version) {
    return (version + 1) % VERSIONS;
  }
}
