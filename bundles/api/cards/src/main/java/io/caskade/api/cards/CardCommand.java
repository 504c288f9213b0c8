package io.caskade.api.cards;

import io.caskade.api.base.Secret;

/**
 * One command to a card as T=0 sends it (ISO 7816-3): CLA INS P1 P2 P3 and, when the card is to
 * receive, P3 bytes of data. A command with a PIN or a key in it must never be printed, so none is.
 */
public final class CardCommand extends Secret {
  /** CLA INS P1 P2 P3. */
  public static final int HEADER = 5;

  /** A header and 255 bytes of data. */
  public static final int LONGEST = HEADER + 255;

  /**
   * Copies the bytes; the caller wipes its own array when something in it is secret.
   *
   * @throws IllegalArgumentException below 5 or above 260 bytes
   */
  public CardCommand(byte[] bytes) {
    super(bytes);
    if (bytes.length < HEADER || bytes.length > LONGEST) {
      throw new IllegalArgumentException("a command has 5..260 bytes, not " + bytes.length);
    }
  }

  /** A copy that the caller wipes. */
  public byte[] toByteArray() {
    byte[] copy = new byte[length()];
    copyTo(copy, 0);
    return copy;
  }
}
