package io.caskade.ops.airwatch.watch;

import java.time.Instant;

/**
 * A moment on both clocks.
 *
 * @param nanos monotonic, for ages
 * @param wall for people
 */
public record Moment(long nanos, Instant wall) {
  static final long SECOND = 1_000_000_000L;

  /** Whole seconds from an earlier reading of the monotonic clock. */
  long secondsSince(long earlier) {
    return Math.max(0, nanos - earlier) / SECOND;
  }
}
