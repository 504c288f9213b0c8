package io.caskade.api.cards;

import io.caskade.api.base.Secret;

/**
 * What a card answered to a {@link CardCommand}: up to 256 bytes of data and the two status bytes.
 * Control words stand in some answers, so none is ever printed.
 */
public final class CardAnswer extends Secret {
  /** 256 bytes of data, SW1 and SW2. */
  public static final int LONGEST = 258;

  /**
   * Copies the bytes; the caller wipes its own array.
   *
   * @throws IllegalArgumentException below 2 or above 258 bytes
   */
  public CardAnswer(byte[] bytes) {
    super(bytes);
    if (bytes.length < 2 || bytes.length > LONGEST) {
      throw new IllegalArgumentException("an answer has 2..258 bytes, not " + bytes.length);
    }
  }

  /** SW1 and SW2 as one number, for example 0x9000. Not secret. */
  public int status() {
    byte[] status = new byte[2];
    copyTo(length() - 2, status, 0, 2);
    return (status[0] & 0xFF) << 8 | status[1] & 0xFF;
  }

  /** The bytes before the status: a copy that the caller wipes. */
  public byte[] data() {
    byte[] data = new byte[length() - 2];
    copyTo(0, data, 0, data.length);
    return data;
  }
}
