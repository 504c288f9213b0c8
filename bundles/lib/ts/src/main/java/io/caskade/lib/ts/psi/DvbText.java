package io.caskade.lib.ts.psi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text of service information (ETSI EN 300 468, annex A): the first byte may select a character
 * table. Of the default table (ISO 6937) only the ASCII half is read, other bytes become U+FFFD; so
 * does text in a table that this JVM does not have.
 */
final class DvbText {
  private static final int UTF_8 = 0x15;
  private static final int FIRST_LETTER = 0x20;

  private DvbText() {}

  static String decode(byte[] bytes) {
    if (bytes.length == 0 || (bytes[0] & 0xFF) >= FIRST_LETTER) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    int table = bytes[0];
    if (table == UTF_8) {
      return from(bytes, 1, StandardCharsets.UTF_8);
    }
    if (table == 0x11) {
      return from(bytes, 1, StandardCharsets.UTF_16BE);
    }
    if (table == 0x10 && bytes.length >= 3) {
      return from(bytes, 3, iso8859(bytes[2]));
    }
    // 0x01 is ISO 8859-5, 0x0B is ISO 8859-15.
    return from(bytes, 1, table <= 0x0B ? iso8859(table + 4) : StandardCharsets.US_ASCII);
  }

  private static String from(byte[] bytes, int start, Charset charset) {
    return new String(Arrays.copyOfRange(bytes, start, bytes.length), charset);
  }

  private static Charset iso8859(int part) {
    String name = "ISO-8859-" + part;
    boolean known = part >= 1 && part <= 16 && Charset.isSupported(name);
    return known ? Charset.forName(name) : StandardCharsets.US_ASCII;
  }

  static byte[] encode(String text) {
    boolean plain = text.chars().allMatch(c -> c >= FIRST_LETTER && c < 0x7F);
    if (plain) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    return new ByteSink().u8(UTF_8).bytes(text.getBytes(StandardCharsets.UTF_8)).toByteArray();
  }
}
