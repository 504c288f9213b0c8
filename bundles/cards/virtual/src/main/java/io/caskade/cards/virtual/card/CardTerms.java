package io.caskade.cards.virtual.card;

import java.time.Duration;

/**
 * How a card is to behave.
 *
 * @param services at a time, 1..8; without meaning in {@link CardMode#COMPATIBILITY}
 * @param block how long too many services block it, by the time of ECMs
 */
public record CardTerms(CardMode mode, int services, Duration block) {
  /** What the product promises: a recording and a view, a block of a day. */
  public static final CardTerms PROMISED = new CardTerms(CardMode.PROMISED, 2, Duration.ofDays(1));

  /** The old firmware. */
  public static final CardTerms COMPATIBLE =
      new CardTerms(CardMode.COMPATIBILITY, 2, Duration.ofDays(1));
}
