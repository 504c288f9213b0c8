package io.caskade.rights.mirror;

/**
 * What a card is to be told at a moment. TVCAS3 tells a card nothing once its window ended, so that
 * a window that was cut short runs on to its old end in the card (tvcas3 chapters 3.7 and 5); here
 * such a card, like a suspended one, gets stop rights until the latest end it may have stored.
 */
enum AirRule {
  /** Nothing: whatever the card holds has ended. */
  NOTHING,
  /** The rights as they were sold, until their finish. */
  AS_SOLD,
  /** Mask 0 with the start of the rights, until the latest finish. */
  STOP;

  /**
   * Judges a card; all times are seconds since 1970-01-01 UTC. The second {@code finish} is still
   * part of a window, as in the card.
   *
   * @param latestFinish the latest finish that the card was ever given
   */
  static AirRule judge(boolean suspended, long finish, long latestFinish, long now) {
    if (!suspended && now <= finish) {
      return AS_SOLD;
    }
    return now <= Math.max(finish, latestFinish) ? STOP : NOTHING;
  }
}
