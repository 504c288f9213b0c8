package io.caskade.api.rights;

import io.caskade.api.base.ProductMask;
import java.time.Instant;

/**
 * Products that were sold for the same time.
 *
 * @param products a mask of 0 is a row without packages, as TVCAS3 keeps them
 * @param start first instant, whole seconds; the card opens after it
 * @param finish last instant, whole seconds; still part of the window
 */
public record Window(ProductMask products, Instant start, Instant finish) {
  /** Valid at this instant, both ends included, the last second to its end. */
  public boolean covers(Instant at) {
    return !at.isBefore(start) && at.getEpochSecond() <= finish.getEpochSecond();
  }
}
