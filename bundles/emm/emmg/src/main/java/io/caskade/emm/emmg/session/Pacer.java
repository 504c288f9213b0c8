package io.caskade.emm.emmg.session;

/**
 * A token bucket in the form of a due time: each message is due when the one before has been paid
 * for at the allowed rate. A late timer may be made up for by at most {@link #TOLERANCE_NANOS}, so
 * in any time T no more is sent than rate x (T + tolerance) and one message.
 */
final class Pacer {
  /** Lateness of a timer that is made up for. */
  static final long TOLERANCE_NANOS = 20_000_000;

  private static final double NANOS_PER_SECOND = 1e9;

  private long bitsPerSecond;
  private long dueAt;

  /** 0 pauses. */
  void rate(long bitsPerSecond) {
    this.bitsPerSecond = bitsPerSecond;
  }

  long rate() {
    return bitsPerSecond;
  }

  /**
   * Nanoseconds until something may be sent; 0 when it may be now, {@link Long#MAX_VALUE} never.
   */
  long waitNanos(long now) {
    if (bitsPerSecond == 0) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, dueAt - now);
  }

  /** Pays for what was sent. */
  void sent(long bits, long now) {
    long from = Math.max(dueAt, now - TOLERANCE_NANOS);
    dueAt = from + (long) Math.ceil(bits * NANOS_PER_SECOND / bitsPerSecond);
  }
}
