package io.caskade.lib.ts.scrambling;

/**
 * Scrambles the payload of packets in place under one control word, whose key schedule it holds.
 * Each payload stands alone: nothing is carried from packet to packet.
 *
 * <p>Not synchronised: a cipher belongs to one thread.
 */
public interface PayloadCipher {
  /**
   * Scrambles {@code length} bytes from {@code offset}.
   *
   * @param length 0..184; what the algorithm leaves clear stays as it is
   * @throws IllegalStateException when destroyed
   */
  void encrypt(byte[] buffer, int offset, int length);

  /**
   * Undoes {@link #encrypt}.
   *
   * @throws IllegalStateException when destroyed
   */
  void decrypt(byte[] buffer, int offset, int length);

  /** Overwrites the key schedule. May be called more than once. */
  void destroy();
}
