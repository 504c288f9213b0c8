package io.caskade.cards.readerpcsc;

import java.time.Duration;

/**
 * How long calls of the PC/SC service may take before they are given up.
 *
 * @param connect powering a card up
 * @param exchange one command
 * @param look asking whether a card is there
 * @param farewell letting a card go
 */
record Limits(Duration connect, Duration exchange, Duration look, Duration farewell) {
  static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));
}
