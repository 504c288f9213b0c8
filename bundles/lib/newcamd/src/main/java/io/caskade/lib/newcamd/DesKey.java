package io.caskade.lib.newcamd;

import java.util.Arrays;
import java.util.HexFormat;

/** The key that a newcamd port and its clients have in common. Never printed. */
public final class DesKey {
  /** Bytes of a key, and of the random that a server begins with. */
  public static final int LENGTH = 14;

  private final byte[] bytes;

  private DesKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads 28 hexadecimal digits; blanks between them do not count.
   *
   * @throws IllegalArgumentException when there are others or more; without the text
   */
  public static DesKey parse(String text) {
    String digits = text.replaceAll("\\s", "");
    if (!digits.matches("[0-9A-Fa-f]{" + 2 * LENGTH + "}")) {
      throw new IllegalArgumentException("a DES key has " + 2 * LENGTH + " hexadecimal digits");
    }
    return new DesKey(HexFormat.of().parseHex(digits));
  }

  /**
   * For the log-in.
   *
   * @param random what the server sent when the client connected, 14 bytes
   */
  public FrameCipher logIn(byte[] random) {
    return mixed(random);
  }

  /**
   * For everything after the log-in.
   *
   * @param proof as {@link Md5Crypt#text}
   */
  public FrameCipher working(byte[] proof) {
    return mixed(proof);
  }

  private FrameCipher mixed(byte[] with) {
    byte[] mixed = bytes.clone();
    for (int i = 0; i < with.length; i++) {
      mixed[i % LENGTH] ^= with[i];
    }
    byte[] spread = spread(mixed);
    FrameCipher cipher = new FrameCipher(spread);
    Arrays.fill(mixed, (byte) 0);
    Arrays.fill(spread, (byte) 0);
    return cipher;
  }

  /** Two halves of 56 bits, seven bits to a byte, each byte completed to odd parity. */
  static byte[] spread(byte[] key) {
    byte[] spread = new byte[FrameCipher.KEY];
    for (int half = 0; half < 2; half++) {
      long bits = 0;
      for (int i = 0; i < LENGTH / 2; i++) {
        bits = bits << 8 | key[LENGTH / 2 * half + i] & 0xFF;
      }
      for (int i = 0; i < 8; i++) {
        int seven = (int) (bits >> 49 - 7 * i) & 0x7F;
        spread[8 * half + i] = (byte) (seven << 1 | 1 - (Integer.bitCount(seven) & 1));
      }
    }
    return spread;
  }

  @Override
  public String toString() {
    return "DesKey";
  }
}
