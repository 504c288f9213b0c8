package io.caskade.lib.cardprotocol;

/**
 * What a card does with one command: the card's side without its wire. One program belongs to one
 * card and is used by one thread at a time.
 */
public interface CardProgram {
  /**
   * Forgets what a card forgets without power.
   *
   * @return the answer to reset, 2..33 bytes; the caller may keep it
   */
  byte[] reset();

  /** Whether P3 of this header counts bytes that the card sends, not such that it takes. */
  boolean sends(int cla, int ins);

  /**
   * Does one command. Never throws for what a host sends: bad input has a status word.
   *
   * @param command CLA INS P1 P2 P3 and, unless {@link #sends}, P3 bytes of data; read during the
   *     call only
   * @return data and the two status bytes; the caller may keep and wipe it
   */
  byte[] command(byte[] command);
}
