package io.caskade.store.jpa.gate;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing waits between attempts to reach the database: from {@code first} doubling to {@code
 * longest}, each shortened by up to a quarter at random so that nodes do not knock together.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.next = first;
  }

  void reset() {
    next = first;
  }

  Duration next() {
    Duration whole = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return whole.minusNanos(random.nextLong(whole.toNanos() / 4 + 1));
  }
}
