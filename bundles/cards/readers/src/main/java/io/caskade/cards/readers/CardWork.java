package io.caskade.cards.readers;

/** What somebody wants of a card; done on the reader's thread. */
@FunctionalInterface
interface CardWork<T> {
  /**
   * @throws io.caskade.api.base.CaskadeException when the card does not do it
   */
  T with(WatchedCard card);
}
