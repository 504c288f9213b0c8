package io.caskade.rights.management.access;

import java.time.Duration;

/** {@link AccessSettings}, checked. */
record AccessRules(
    LiveSessions.Limits sessions, int lockAfter, int failuresPerMinute, String jaasRealm) {
  private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOCK = Duration.ofDays(1);
  private static final int DOUBLINGS = 11;

  static final AccessRules DEFAULT =
      new AccessRules(
          new LiveSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)), 5, 20, "");

  /**
   * @throws IllegalArgumentException that names the setting
   */
  static AccessRules of(AccessSettings settings) {
    return new AccessRules(
        new LiveSessions.Limits(
            Duration.ofMinutes(within("idleMinutes", settings.idleMinutes(), 1, 1_440)),
            Duration.ofHours(within("sessionHours", settings.sessionHours(), 1, 168))),
        within("lockAfter", settings.lockAfter(), 3, 100),
        within("failuresPerMinute", settings.failuresPerMinute(), 1, 10_000),
        settings.jaasRealm().strip());
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %s must be %d to %d, not %d"
              .formatted(AccessSettings.PID, name, least, most, value));
    }
    return value;
  }

  /** How long an account is locked after so many failures in a row; zero when it is not. */
  Duration lock(int failures) {
    if (failures < lockAfter) {
      return Duration.ZERO;
    }
    Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(DOUBLINGS, failures - lockAfter));
    return lock.compareTo(LONGEST_LOCK) < 0 ? lock : LONGEST_LOCK;
  }
}
