package io.caskade.lib.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Truncated binary exponential backoff: pauses double from the first to the longest. Each is
 * shortened by a random part of itself (jitter), so that many who wait for the same do not come
 * back together. In whole milliseconds, as timers run.
 *
 * @param first pause, before any of it is left to chance; at least a millisecond
 * @param longest pause; when it is shorter than the first, every pause is this one
 * @param jitter greatest part of a pause that is left out, from 0 (none) to 1 (all)
 */
public record ExponentialBackoff(Duration first, Duration longest, double jitter) {
  /** Beyond this a pause is none, and doubling could overflow. */
  private static final Duration MOST = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException when a part is out of its range
   */
  public ExponentialBackoff {
    requirePause(first);
    requirePause(longest);
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter of " + jitter);
    }
  }

  private static void requirePause(Duration pause) {
    if (pause.toMillis() < 1 || pause.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("a pause of " + pause);
    }
  }

  /**
   * The pause after so many failures.
   *
   * @param failures in a row, from 1
   * @param random source of the jitter
   */
  public Duration pause(int failures, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("no pause after " + failures + " failures");
    }
    long most = longest.toMillis();
    long whole = first.toMillis();
    for (int i = 1; i < failures && whole < most; i++) {
      whole *= 2;
    }
    whole = Math.min(whole, most);
    return Duration.ofMillis(whole - random.nextLong((long) (whole * jitter) + 1));
  }
}
