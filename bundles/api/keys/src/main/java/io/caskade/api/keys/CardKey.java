package io.caskade.api.keys;

import io.caskade.api.base.Secret;

/** The key of one viewing card, under which its EMMs are encrypted (TVCAS3: 16 bytes). */
public final class CardKey extends Secret {
  /** Copies the bytes; the caller wipes its own array. */
  public CardKey(byte[] bytes) {
    super(bytes);
  }
}
