package io.caskade.emm.carousel;

/** Bounds the cards that one turn may look at, so that no turn takes long. */
final class Budget {
  private int left;

  Budget(int cards) {
    left = cards;
  }

  boolean spend() {
    return left-- > 0;
  }
}
