package io.caskade.lib.simulcrypt;

/**
 * The protocol_version byte. Versions 1, 2, 3 and 5 are defined for both interfaces; 4 is not. 2
 * and 3 differ in nothing but the byte, 5 is the one of DVB-H (annex N).
 */
public final class ProtocolVersion {
  /** What a client uses unless told otherwise, and what answers a version that is not defined. */
  public static final int DEFAULT = 2;

  /** Row sets of a table: index 0 holds the loosest of all versions ({@link Tolerance#LENIENT}). */
  static final int ANY = 0;

  static final int ROW_SETS = 6;

  private ProtocolVersion() {}

  /** True for 1, 2, 3 and 5. */
  public static boolean isDefined(int version) {
    return version == 2 || version == 3 || version == 1 || version == 5;
  }
}
