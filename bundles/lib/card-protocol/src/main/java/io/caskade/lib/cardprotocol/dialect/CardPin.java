package io.caskade.lib.cardprotocol.dialect;

import java.util.Arrays;

/** A PIN of four characters. Never printed; one thread at a time. */
public final class CardPin {
  static final int LENGTH = 4;

  private final byte[] characters;

  private CardPin(byte[] characters) {
    this.characters = characters;
  }

  /**
   * Copies the characters; the caller wipes its own.
   *
   * @param characters ASCII
   * @throws IllegalArgumentException unless they are four
   */
  public static CardPin of(byte[] characters) {
    if (characters.length != LENGTH) {
      throw new IllegalArgumentException("a PIN has four characters, not " + characters.length);
    }
    return new CardPin(characters.clone());
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(characters, 0, target, offset, LENGTH);
  }

  /** Overwrites the characters. */
  public void destroy() {
    Arrays.fill(characters, (byte) 0);
  }

  @Override
  public String toString() {
    return "CardPin[4 characters]";
  }
}
