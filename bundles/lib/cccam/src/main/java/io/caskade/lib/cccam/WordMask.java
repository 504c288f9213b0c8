package io.caskade.lib.cccam;

/**
 * The mask over control words outside extended mode; the same routine puts it on and takes it off.
 *
 * <p>Source: cw-protocols.md, 1.3, "CW answer".
 */
final class WordMask {
  private WordMask() {}

  /**
   * Masks 16 bytes in place.
   *
   * @param client the client's node
   * @param shareId the card that was asked
   */
  static void apply(byte[] words, NodeId client, int shareId) {
    for (int i = 0; i < words.length; i++) {
      int each = words[i] ^ (int) (client.bits() >>> (4 * i));
      if ((i & 1) == 1) {
        each = ~each;
      }
      words[i] = (byte) (each ^ (shareId >>> (2 * i)));
    }
  }
}
