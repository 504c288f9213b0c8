package io.caskade.ecm.issuer.clock;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** System clock, monotonic clock and floor of a test. */
final class World implements FloorStore {
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  long nanos = Long.MAX_VALUE - TimeUnit.HOURS.toNanos(1);
  private long systemMillis = START.toEpochMilli();
  OptionalLong floor = OptionalLong.empty();
  boolean diskFull;
  int writes;

  Instant system() {
    return Instant.ofEpochMilli(systemMillis);
  }

  /** Both clocks go on; the JVM may be up or not. */
  void advance(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    systemMillis += millis;
  }

  /** Somebody sets the system clock. */
  void step(long millis) {
    systemMillis += millis;
  }

  EcmTime start() {
    return new EcmTime(this::system, () -> nanos, this, EcmTimeSettings.DEFAULTS);
  }

  /** Goes on for some seconds with a tick in each. */
  void run(EcmTime time, long seconds) {
    for (long i = 0; i < seconds; i++) {
      advance(1_000);
      time.tick();
    }
  }

  @Override
  public OptionalLong load() {
    return floor;
  }

  @Override
  public void save(long seconds) throws IOException {
    if (diskFull) {
      throw new IOException("no space left");
    }
    writes++;
    floor = OptionalLong.of(seconds);
  }
}
