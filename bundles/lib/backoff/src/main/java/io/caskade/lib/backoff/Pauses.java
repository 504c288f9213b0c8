package io.caskade.lib.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pauses of one who tries again and again, in their order. Confined to a thread. */
public final class Pauses {
  private final ExponentialBackoff backoff;
  private final RandomGenerator random;
  private int failures;

  /**
   * @param random source of the jitter
   */
  public Pauses(ExponentialBackoff backoff, RandomGenerator random) {
    this.backoff = backoff;
    this.random = random;
  }

  /** Another attempt failed: how long to wait before the next. */
  public Duration next() {
    failures = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
    return backoff.pause(failures, random);
  }

  /** It answered: the next failure is the first again. */
  public void reset() {
    failures = 0;
  }
}
