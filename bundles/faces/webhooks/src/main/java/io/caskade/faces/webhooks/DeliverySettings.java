package io.caskade.faces.webhooks;

import io.caskade.lib.backoff.ExponentialBackoff;
import java.time.Duration;

/**
 * How webhooks are told.
 *
 * @param answer time for the whole of an answer
 * @param longestPause between two tries
 * @param alarmAfter how long one fails before it is an alarm
 */
record DeliverySettings(Duration answer, Duration longestPause, Duration alarmAfter) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  static final DeliverySettings DEFAULT =
      new DeliverySettings(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(5));

  /** Of the tries: from a second on, a quarter of each pause left to chance. */
  ExponentialBackoff backoff() {
    return new ExponentialBackoff(FIRST_PAUSE, longestPause, 0.25);
  }

  /** Values out of range are moved to its nearest end. */
  static DeliverySettings of(WebhooksConfig config) {
    return new DeliverySettings(
        Duration.ofSeconds(within(config.answerSeconds(), 1, 60)),
        Duration.ofSeconds(within(config.longestPauseSeconds(), 1, 3_600)),
        Duration.ofMinutes(within(config.alarmMinutes(), 0, 1_440)));
  }

  private static int within(int value, int least, int most) {
    return Math.min(Math.max(value, least), most);
  }
}
