package io.caskade.api.rights.replica;

import io.caskade.api.base.Octets;

/**
 * A place of the journal's chain. Two stores with the same hash at the same place have the same
 * journal up to there.
 *
 * @param seq number of the row, 0 at the beginning
 * @param hash of the chain there, 32 bytes
 */
public record ChainPosition(long seq, Octets hash) {
  /** Bytes of a hash. */
  public static final int HASH = 32;

  /** Where every chain begins. */
  public static final ChainPosition BEGINNING = new ChainPosition(0, Octets.of(new byte[HASH]));

  public ChainPosition {
    if (seq < 0 || hash.length() != HASH) {
      throw new IllegalArgumentException("not a place of a chain");
    }
  }
}
