package io.caskade.lib.simulcrypt;

/** How much of a peer's disregard for the standard a decoder lets pass. */
public enum Tolerance {
  /** Versions 1, 2, 3 and 5, each with its own table; everything else is an error. */
  STANDARD,
  /**
   * For peers that were tested against TVCAS3 only: any version byte is taken (and echoed by the
   * answers), a parameter is demanded only when every version demands it, and a parameter that the
   * table does not know is kept.
   */
  LENIENT
}
