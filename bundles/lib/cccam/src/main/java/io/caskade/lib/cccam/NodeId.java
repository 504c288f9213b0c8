package io.caskade.lib.cccam;

import java.util.Locale;

/**
 * Eight bytes by which a server or client tells itself from others, so that a card that comes round
 * is recognised.
 *
 * @param bits big-endian
 */
public record NodeId(long bits) {
  /** Vendor byte of OSCam, whose extensions are spoken here. */
  public static final int OSCAM = 0x10;

  private static final int SUM_START = 0x1234;
  private static final int XOR_START = 0xAA;
  private static final int SUMMED = 6;
  private static final int BYTES = 8;

  /**
   * One that peers recognise as a partner's, who speaks the extensions; its last bytes are sums.
   *
   * <p>Source: cw-protocols.md, 1.5.
   *
   * @param random any number
   * @param vendor 0 to 255
   */
  public static NodeId partner(int random, int vendor) {
    long bits = ((random & 0xFFFF_FFFFL) << 32) | ((vendor & 0xFFL) << 24);
    int xor = XOR_START;
    for (int i = 0; i < 5; i++) {
      xor ^= at(bits, i);
    }
    bits |= (long) xor << 16;
    return new NodeId(bits | sum(bits));
  }

  /**
   * Reads sixteen hexadecimal digits.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static NodeId parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a node id has sixteen hexadecimal digits");
    }
    return new NodeId(Long.parseUnsignedLong(hex, 16));
  }

  /** Whether its sum says that the extensions are spoken there. */
  public boolean isPartner() {
    return (bits & 0xFFFF) == sum(bits);
  }

  private static int sum(long bits) {
    int sum = SUM_START;
    for (int i = 0; i < SUMMED; i++) {
      sum += at(bits, i);
    }
    return sum & 0xFFFF;
  }

  private static int at(long bits, int index) {
    return (int) (bits >>> (8 * (BYTES - 1 - index))) & 0xFF;
  }

  /** Sixteen hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x", bits);
  }
}
