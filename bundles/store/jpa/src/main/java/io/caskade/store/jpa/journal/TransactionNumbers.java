package io.caskade.store.jpa.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Numbers of transactions: microseconds of the clock and ten random bits of this start, so that two
 * nodes do not meet. They grow within one process, also when the clock is set back; a change that
 * was made from the outcome of another one therefore stands behind it in the sealer's queue.
 */
public final class TransactionNumbers {
  private static final int ORIGIN_BITS = 10;

  private final InstantSource clock;
  private final long origin;
  private final AtomicLong last = new AtomicLong();

  public TransactionNumbers(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.origin = random.nextLong(1L << ORIGIN_BITS);
  }

  /** Positive until the year 2255. */
  public long next() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    return last.updateAndGet(before -> Math.max(before + 1, micros)) << ORIGIN_BITS | origin;
  }
}
