package io.caskade.api.cards;

import java.time.Duration;

/**
 * How a card took an ECM.
 *
 * @param took from the first byte sent to the last one read
 */
public record EcmTrial(Outcome outcome, Duration took) {
  /** What the card did. */
  public enum Outcome {
    /** It opened the ECM and gave the control words that were put in. */
    OPENED,
    /** It gave other control words: its ECM key is not this network's. */
    WRONG_WORDS,
    /** It refused: no such product, outside its dates, paired elsewhere, blocked, or other key. */
    REFUSED
  }
}
