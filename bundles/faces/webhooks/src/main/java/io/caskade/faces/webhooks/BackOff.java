package io.caskade.faces.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between tries: a second, doubled each time, a quarter of it left to chance. */
final class BackOff {
  private static final long FIRST_MILLIS = 1_000;
  private static final int DOUBLINGS = 20;

  private final RandomGenerator random;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param failures in a row, from 1
   */
  Duration pause(int failures, Duration longest) {
    long whole = FIRST_MILLIS << Math.min(failures - 1, DOUBLINGS);
    long capped = Math.min(whole, longest.toMillis());
    return Duration.ofMillis(capped - (long) (capped / 4 * random.nextDouble()));
  }
}
