package io.caskade.lib.cardprotocol;

/**
 * How a card puts bits on the wire (ISO 7816-3, 8.1): TS tells. A serial port speaks the direct
 * one; for a card of the inverse one each character is complemented and its bits are reversed, and
 * the port sees odd parity.
 */
public enum Convention {
  /** TS is 3B: least significant bit first, high is one. */
  DIRECT,
  /** TS is 3F, which a serial port reads as 03: most significant bit first, low is one. */
  INVERSE;

  /** Between a byte and the character that a serial port sends or reads for it, either way. */
  public byte convert(byte character) {
    return this == DIRECT ? character : (byte) (Integer.reverse(~character) >>> 24);
  }

  /** {@link #convert(byte)} for a range, in place. */
  public void convert(byte[] characters, int offset, int length) {
    if (this == INVERSE) {
      for (int i = offset; i < offset + length; i++) {
        characters[i] = convert(characters[i]);
      }
    }
  }
}
