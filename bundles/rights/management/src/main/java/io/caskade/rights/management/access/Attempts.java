package io.caskade.rights.management.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often somebody did something lately: failures of an address, calls of a token. A window of a
 * minute that fills and empties evenly. Bounded: the one who was quiet for longest is forgotten.
 */
final class Attempts {
  private static final int REMEMBERED = 10_000;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** Used share of the minute's allowance, in attempts, at an instant. */
  private record Level(double used, long at) {}

  private final Map<String, Level> levels =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Level> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Counts one; false when that is more than {@code perMinute}. */
  synchronized boolean count(String who, int perMinute, Instant now) {
    double used = used(who, perMinute, now);
    if (used + 1 > perMinute) {
      return false;
    }
    levels.put(who, new Level(used + 1, now.toEpochMilli()));
    return true;
  }

  /** True when one more would be too many; counts nothing. */
  synchronized boolean exhausted(String who, int perMinute, Instant now) {
    return used(who, perMinute, now) + 1 > perMinute;
  }

  private double used(String who, int perMinute, Instant now) {
    Level level = levels.get(who);
    if (level == null) {
      return 0;
    }
    double refilled = (now.toEpochMilli() - level.at()) * (double) perMinute / MINUTE;
    return Math.max(0, level.used() - Math.max(0, refilled));
  }
}
