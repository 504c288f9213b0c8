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
  /** Valid at this instant; the second {@code start} and the whole second {@code finish} are. */
  public boolean covers(Instant at) {
    return !at.isBefore(start) && !endedBy(at);
  }

  /** The second {@code finish} is over. */
  public boolean endedBy(Instant at) {
    return !at.isBefore(finish.plusSeconds(1));
  }
}
