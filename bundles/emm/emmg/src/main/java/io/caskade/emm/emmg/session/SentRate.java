package io.caskade.emm.emmg.session;

import java.time.Duration;

/** What is sent, averaged over ten seconds. Confined to the loop, except {@link #kbit}. */
final class SentRate {
  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long NANOS_PER_MILLI = 1_000_000;

  private long windowBegan;
  private long bits;
  private volatile long kbit;

  void sent(long more) {
    bits += more;
  }

  /** Wants to be called now and then, also when nothing is sent. */
  void roll(long now) {
    long elapsed = now - windowBegan;
    if (elapsed >= WINDOW_NANOS) {
      kbit = bits / (elapsed / NANOS_PER_MILLI);
      bits = 0;
      windowBegan = now;
    }
  }

  /** 1000 bit/s of TS packets in the last complete window. Any thread. */
  long kbit() {
    return kbit;
  }
}
