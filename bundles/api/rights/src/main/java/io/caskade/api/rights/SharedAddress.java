package io.caskade.api.rights;

import java.util.HexFormat;

/**
 * The three bytes that all cards of a network report beside their unique address (tvcas3 chapter
 * 7.1). They are written at personalisation and differ between installations, so a network that
 * comes from elsewhere keeps the ones it had.
 *
 * @param value 0 to 0xFFFFFF
 */
public record SharedAddress(int value) {
  private static final int DIGITS = 6;

  public SharedAddress {
    if (value < 0 || value > 0xFFFFFF) {
      throw new IllegalArgumentException("a shared address has three bytes");
    }
  }

  /**
   * @param text six hexadecimal digits
   * @throws IllegalArgumentException for anything else
   */
  public static SharedAddress of(String text) {
    if (text.length() != DIGITS) {
      throw new IllegalArgumentException("a shared address has six hexadecimal digits");
    }
    return new SharedAddress(HexFormat.fromHexDigits(text));
  }

  /** Six hexadecimal digits. */
  @Override
  public String toString() {
    return "%06X".formatted(value);
  }
}
