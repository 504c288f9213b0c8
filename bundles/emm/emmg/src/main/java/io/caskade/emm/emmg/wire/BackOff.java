package io.caskade.emm.emmg.wire;

import java.util.random.RandomGenerator;

/**
 * Pauses between attempts to connect: they double from one second to a minute; each is drawn from
 * the upper half, so that outputs do not knock together.
 */
final class BackOff {
  static final long FIRST_MILLIS = 1_000;
  static final long LONGEST_MILLIS = 60_000;

  private final RandomGenerator jitter;
  private long millis = FIRST_MILLIS;

  BackOff(RandomGenerator jitter) {
    this.jitter = jitter;
  }

  void reset() {
    millis = FIRST_MILLIS;
  }

  long nextMillis() {
    long half = millis / 2;
    millis = Math.min(2 * millis, LONGEST_MILLIS);
    return half + jitter.nextLong(half + 1);
  }
}
