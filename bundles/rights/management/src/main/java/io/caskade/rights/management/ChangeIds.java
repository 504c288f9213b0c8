package io.caskade.rights.management;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids of changes: UUID version 7 (RFC 9562, 5.7), so that the journal's key grows at its end
 * instead of everywhere.
 */
final class ChangeIds {
  private final InstantSource clock;
  private final RandomGenerator random;

  ChangeIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  UUID next() {
    long time = clock.millis() << 16;
    long version = 0x7000L | random.nextLong(0x1000L);
    long variant = 0x8000_0000_0000_0000L | random.nextLong(1L << 62);
    return new UUID(time | version, variant);
  }
}
