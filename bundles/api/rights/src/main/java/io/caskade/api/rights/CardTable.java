package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All cards in memory, with what is to be told to each one now. Safe for any thread, never blocks.
 */
@ProviderType
public interface CardTable {
  /** False until a snapshot or the database was read. */
  boolean ready();

  int size(NetworkId network);

  Optional<AiredCard> find(NetworkId network, CardSerial serial);

  /**
   * The next card after {@code after} by serial that has something to be told now, for walking
   * round; empty after the last one.
   *
   * @param after exclusive; -1 for the beginning
   */
  Optional<AiredCard> next(NetworkId network, long after);
}
