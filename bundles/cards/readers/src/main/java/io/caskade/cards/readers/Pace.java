package io.caskade.cards.readers;

import io.caskade.lib.backoff.ExponentialBackoff;
import java.time.Duration;

/**
 * How often a reader is looked at.
 *
 * @param look between two looks whether the card, or an empty reader's, is still so
 * @param unreached between two attempts at a reader that is not reached
 * @param farewell longest wait for a driver's code to be left
 * @param patience longest wait of a caller for its answer
 */
record Pace(Duration look, ExponentialBackoff unreached, Duration farewell, Duration patience) {
  static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(1),
          new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));
}
