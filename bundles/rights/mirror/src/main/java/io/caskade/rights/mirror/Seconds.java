package io.caskade.rights.mirror;

import java.time.Instant;

/**
 * Times as unsigned 32-bit seconds since 1970-01-01 UTC; they end in 2106. A time outside becomes
 * the nearest one, which is outside of what any card date can say.
 */
final class Seconds {
  static final long LAST = 0xFFFF_FFFFL;

  private Seconds() {}

  static int of(Instant time) {
    return (int) Math.max(0, Math.min(time.getEpochSecond(), LAST));
  }

  static Instant instant(int seconds) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
  }
}
