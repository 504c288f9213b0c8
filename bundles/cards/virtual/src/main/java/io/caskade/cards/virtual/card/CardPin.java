package io.caskade.cards.virtual.card;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;

/** PIN of a card's maturity: four characters. */
public final class CardPin extends Secret {
  /** Bytes of a PIN. */
  public static final int LENGTH = 4;

  /**
   * Copies the bytes; the caller wipes its own array.
   *
   * @throws IllegalArgumentException when they are not four
   */
  public CardPin(byte[] bytes) {
    super(bytes);
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a PIN has four characters");
    }
  }

  /** What a card has when nobody changed it: 1234, as the operator's leaflet says. */
  public static CardPin usual() {
    return new CardPin("1234".getBytes(StandardCharsets.US_ASCII));
  }
}
