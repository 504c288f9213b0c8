package io.caskade.ecm.ecmg.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Histogram of answer times: eight buckets for each doubling, so a value is told within 12.5 %. Any
 * thread.
 */
public final class AnswerTimes {
  private static final int STEPS = 8;
  private static final int STEP_BITS = 3;

  /** Up to 2^40 ns, which is 18 minutes. */
  private static final int BUCKETS = (40 - STEP_BITS) * STEPS + STEPS;

  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
  private final AtomicLong max = new AtomicLong();

  public void record(long nanos) {
    buckets.incrementAndGet(bucket(nanos));
    if (nanos > max.get()) {
      max.accumulateAndGet(nanos, Math::max);
    }
  }

  /** Longest answer in nanoseconds. */
  public long max() {
    return max.get();
  }

  /**
   * Upper bound of the bucket below which the given share of the answers lies, in nanoseconds; 0
   * without answers.
   *
   * @param share 0..1, for example 0.999
   */
  public long percentile(double share) {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += buckets.get(i);
    }
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS && total > 0; i++) {
      seen += buckets.get(i);
      if (seen >= wanted) {
        return Math.min(upperBound(i), max());
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    if (nanos < STEPS) {
      return (int) Math.max(nanos, 0);
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >>> (exponent - STEP_BITS)) & (STEPS - 1);
    return Math.min((exponent - STEP_BITS) * STEPS + STEPS + step, BUCKETS - 1);
  }

  private static long upperBound(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int exponent = (bucket - STEPS) / STEPS + STEP_BITS;
    int step = (bucket - STEPS) % STEPS;
    return (((long) STEPS + step + 1) << (exponent - STEP_BITS)) - 1;
  }
}
