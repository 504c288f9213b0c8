package io.caskade.store.jpa.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How often and how long a unit of work is tried.
 *
 * @param attempts at most so many, from 1
 * @param deadline no new attempt begins after this time
 * @param firstPause before the second attempt; doubles, with up to half of it more at random
 */
public record Retry(
    int attempts,
    Duration deadline,
    Duration firstPause,
    Pause pause,
    InstantSource clock,
    RandomGenerator random) {

  /** Waits; a test returns at once. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * Five attempts, a little apart, the last begun within 2.5 s: a broken connection is replaced at
   * once, but whoever waited 3 s for a connection in vain (the pool's limit) is told so then.
   */
  public static Retry standard(InstantSource clock, RandomGenerator random) {
    return new Retry(
        5,
        Duration.ofMillis(2_500),
        Duration.ofMillis(10),
        time -> Thread.sleep(time.toMillis()),
        clock,
        random);
  }

  Duration pauseBefore(int attempt) {
    long base = firstPause.toMillis() << Math.max(0, attempt - 2);
    return Duration.ofMillis(base + random.nextLong(base / 2 + 1));
  }
}
