package io.caskade.emm.carousel;

import java.util.List;

/**
 * Who may go first. Of ten EMMs five belong to fresh changes, two to their repeats, two to bulk
 * changes and one to the cycle; a share that its owner does not need goes to the first of the
 * others, in this order. So a fresh change waits for one EMM at most, and nothing starves.
 */
enum Share {
  FRESH,
  REPEAT,
  BULK,
  CYCLE;

  private static final List<Share> ORDER = List.of(values());

  private static final List<Share> WHEEL =
      List.of(FRESH, REPEAT, FRESH, BULK, FRESH, CYCLE, FRESH, REPEAT, FRESH, BULK);

  /** The owner of the n-th EMM. */
  static Share owner(long n) {
    return WHEEL.get((int) (n % WHEEL.size()));
  }

  /** All, in the order of their importance. */
  static List<Share> order() {
    return ORDER;
  }
}
