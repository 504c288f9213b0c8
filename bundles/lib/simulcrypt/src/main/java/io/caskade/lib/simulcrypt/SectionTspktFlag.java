package io.caskade.lib.simulcrypt;

/** section_TSpkt_flag: the form of the datagrams on a channel, ECM and EMM alike. */
public enum SectionTspktFlag {
  /** Each datagram is one whole section. */
  SECTIONS,
  /** Each datagram is a number of TS packets of 188 bytes. */
  TS_PACKETS,
  /** IP datacast key messages; version 5 only (annex N). */
  IP_DATACAST;

  private static final SectionTspktFlag[] BY_CODE = values();

  /** The value on the wire. */
  public int code() {
    return ordinal();
  }

  /**
   * @throws IllegalArgumentException when the code is not 0, 1 or 2; a decoder lets none pass
   */
  public static SectionTspktFlag of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("section_TSpkt_flag must be 0..2, not " + code);
    }
    return BY_CODE[code];
  }
}
