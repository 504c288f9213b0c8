package io.caskade.lib.simulcrypt;

/** section_TSpkt_flag: the form of the datagrams on a channel, ECM and EMM alike. */
public enum SectionTspktFlag {
  /** Each datagram is one whole section. */
  SECTIONS(0),
  /** Each datagram is a number of TS packets of 188 bytes. */
  TS_PACKETS(1),
  /** IP datacast key messages; version 5 only (annex N). */
  IP_DATACAST(2);

  private final int code;

  SectionTspktFlag(int code) {
    this.code = code;
  }

  /** The value on the wire. */
  public int code() {
    return code;
  }

  /**
   * The form that a number on the wire means.
   *
   * @throws IllegalArgumentException when the code is not 0, 1 or 2; a decoder lets none pass
   */
  public static SectionTspktFlag of(int code) {
    return switch (code) {
      case 0 -> SECTIONS;
      case 1 -> TS_PACKETS;
      case 2 -> IP_DATACAST;
      default -> throw new IllegalArgumentException("section_TSpkt_flag must be 0..2, not " + code);
    };
  }
}
