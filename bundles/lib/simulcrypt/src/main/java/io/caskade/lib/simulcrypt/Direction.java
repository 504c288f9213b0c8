package io.caskade.lib.simulcrypt;

/** Who may send a message. The client opens the TCP connection: the SCS, or the EMMG/PDG. */
public enum Direction {
  /** SCS to ECMG, EMMG/PDG to MUX. */
  CLIENT_TO_SERVER,
  /** ECMG to SCS, MUX to EMMG/PDG. */
  SERVER_TO_CLIENT,
  BOTH;

  /** True when a message of this direction may travel the way {@code way}. */
  boolean allows(Direction way) {
    return this == BOTH || this == way;
  }
}
