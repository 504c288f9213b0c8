package io.caskade.rights.management.access;

/** RFC 4648, 6, without padding: how apps for one-time passwords take their secret. */
final class Base32 {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String of(byte[] bytes) {
    var text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(LETTERS.charAt(held >>> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(LETTERS.charAt(held << (5 - bits) & 31));
    }
    return text.toString();
  }
}
