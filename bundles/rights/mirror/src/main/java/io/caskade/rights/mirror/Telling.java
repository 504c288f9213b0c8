package io.caskade.rights.mirror;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Sold;
import java.time.Instant;
import java.util.Optional;

/**
 * What a card is to be told at a moment. TVCAS3 tells a card nothing once its window ended, so that
 * a window that was cut short runs on to its old end in the card (tvcas3 chapters 3.7 and 5); here
 * whatever a card may hold beyond what it was sold is stopped, by mask 0 until the latest finish it
 * was ever told.
 *
 * @param until after it the card need not be told anything
 */
record Telling(CardRights rights, Instant until) {

  /** Empty for a card in stock, and when whatever the card holds has ended. */
  static Optional<Telling> of(CardBlock block, int row, Instant now, AiringRules rules) {
    if (block.is(row, CardBlock.STOCK)) {
      return Optional.empty();
    }
    Sold sold = block.sold(row);
    CardSerial serial = block.cardSerial(row);
    if (block.is(row, CardBlock.STOPPED)) {
      return stop(sold, block.latest(row), now);
    }
    Optional<Instant> last = sold.lastFinish().filter(end -> !over(end, now));
    if (last.isEmpty()) {
      return stop(sold, latestTold(block, row, now, rules), now);
    }
    return sold.told(now, rules, serial)
        .map(rights -> new Telling(rights, later(rights.finish(), last.get())));
  }

  /** The latest finish that a card was ever told, if it was told all that it should have been. */
  static Instant latestTold(CardBlock block, int row, Instant now, AiringRules rules) {
    Instant known = block.latest(row);
    return block.is(row, CardBlock.STOCK) || block.is(row, CardBlock.STOPPED)
        ? known
        : later(known, block.sold(row).latestTold(now, rules, block.cardSerial(row)));
  }

  private static Optional<Telling> stop(Sold sold, Instant latest, Instant now) {
    return over(latest, now)
        ? Optional.empty()
        : Optional.of(new Telling(sold.stop(now, latest), latest));
  }

  /** The second of a finish is part of what it ends. */
  private static boolean over(Instant finish, Instant now) {
    return !now.isBefore(finish.plusSeconds(1));
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
