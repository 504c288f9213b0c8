package io.caskade.tools.simulator.card;

import io.caskade.api.base.ProductMask;
import java.time.Instant;

/**
 * What a card remembers of its last EMM (tvcas3 chapter 3.2).
 *
 * @param start opens after it
 * @param stop opens before it; one second after the finish that was sold
 */
record Subscription(ProductMask products, Instant start, Instant stop) {
  static final Subscription NONE = new Subscription(ProductMask.NONE, Instant.EPOCH, Instant.EPOCH);

  /** The card's judgement (tvcas3 chapter 6.6); the time is the ECM's, a card has no clock. */
  boolean opens(ProductMask service, Instant ecmTime) {
    return products.shares(service) && ecmTime.isAfter(start) && ecmTime.isBefore(stop);
  }
}
