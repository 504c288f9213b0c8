package io.caskade.emm.emmg.session;

/**
 * A token bucket, kept as the debt of what was sent and not yet paid for at the allowed rate. A
 * late timer may be made up for by at most {@link #TOLERANCE_NANOS}, so in any time T no more is
 * sent than rate x (T + tolerance) and one message.
 */
final class Pacer {
  /** Lateness of a timer that is made up for. */
  static final long TOLERANCE_NANOS = 20_000_000;

  private static final double NANOS_PER_SECOND = 1e9;

  private long bitsPerSecond;
  private double debt;
  private long settledAt;

  /** A new rate counts from {@code now} on, also for what is still owed; 0 pauses. */
  void rate(long rate, long now) {
    settle(now);
    bitsPerSecond = rate;
    debt = Math.max(debt, -credit());
  }

  /**
   * Nanoseconds until something may be sent; 0 when it may be now, {@link Long#MAX_VALUE} never.
   */
  long waitNanos(long now) {
    settle(now);
    if (bitsPerSecond == 0) {
      return Long.MAX_VALUE;
    }
    return debt <= 0 ? 0 : (long) Math.ceil(debt * NANOS_PER_SECOND / bitsPerSecond);
  }

  /** Owes for what was sent. */
  void sent(long bits, long now) {
    settle(now);
    debt += bits;
  }

  private void settle(long now) {
    debt = Math.max(-credit(), debt - bitsPerSecond * ((now - settledAt) / NANOS_PER_SECOND));
    settledAt = now;
  }

  private double credit() {
    return bitsPerSecond * (TOLERANCE_NANOS / NANOS_PER_SECOND);
  }
}
