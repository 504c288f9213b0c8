package io.caskade.lib.newcamd;

/** Which header stands before a payload (cw-protocols, section 2.1). */
public enum ProtocolVersion {
  /** {@code id(2) sid(2) caid(2) provider(3) extra(1)}. */
  P525(10),
  /** {@code id(2) 0(2) sid(2)}: old clients. */
  P524(6);

  private final int header;

  ProtocolVersion(int header) {
    this.header = header;
  }

  /** Bytes of the header. */
  int header() {
    return header;
  }
}
