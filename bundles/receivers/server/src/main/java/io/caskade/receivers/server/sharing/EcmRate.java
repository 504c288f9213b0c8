package io.caskade.receivers.server.sharing;

/**
 * How fast ECMs may be asked: so many a minute on average, a quarter of that at once. Confined to
 * whoever guards it.
 */
final class EcmRate {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int BURST_SHARE = 4;

  private long paidUntil;
  private boolean begun;

  /**
   * Whether one more is within the rate; what is refused costs nothing.
   *
   * @param perMinute 0 for no limit
   * @param nanos monotonic
   */
  boolean allows(int perMinute, long nanos) {
    if (perMinute == 0) {
      return true;
    }
    long price = MINUTE_NANOS / perMinute;
    if (!begun || paidUntil - nanos < 0) {
      begun = true;
      paidUntil = nanos;
    }
    if (paidUntil - nanos > Math.max(0, MINUTE_NANOS / BURST_SHARE - price)) {
      return false;
    }
    paidUntil += price;
    return true;
  }
}
