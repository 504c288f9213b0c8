package io.caskade.cards.virtual.card;

import java.io.IOException;

/** Where a card keeps its state. Used by one thread at a time. */
@FunctionalInterface
public interface CardStore {
  /** Of a card that forgets everything with its power. */
  CardStore NONE = state -> {};

  /**
   * Keeps the state durably, before it returns, or leaves the former one as it was.
   *
   * @throws IOException when it could not be kept
   */
  void save(CardState state) throws IOException;
}
