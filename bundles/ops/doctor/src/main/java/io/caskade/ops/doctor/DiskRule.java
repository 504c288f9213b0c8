package io.caskade.ops.doctor;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;

/**
 * When a disk is nearly full.
 *
 * @param leastPercent of it that should be free, 0 to 90
 * @param leastMegabytes that are enough on any disk, 0 to 10000000
 */
record DiskRule(int leastPercent, int leastMegabytes) {
  /** Also what holds while settings do not check. */
  static final DiskRule DEFAULT = new DiskRule(10, 1024);

  private static final int MOST_PERCENT = 90;
  private static final int MOST_MEGABYTES = 10_000_000;
  private static final int MEGABYTE = 20;

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  DiskRule {
    if (leastPercent < 0 || leastPercent > MOST_PERCENT) {
      throw invalid("leastPercent", leastPercent, "0 to 90");
    }
    if (leastMegabytes < 0 || leastMegabytes > MOST_MEGABYTES) {
      throw invalid("leastMegabytes", leastMegabytes, "0 to 10000000");
    }
  }

  /** Bytes that should be free on a disk of that size. */
  long floor(long total) {
    return Math.min(total / 100 * leastPercent, (long) leastMegabytes << MEGABYTE);
  }

  /**
   * Whether the alarm holds after this look. A quarter more has to be free to end it than it took
   * to raise it, so that a disk at its limit makes one alarm and no storm.
   *
   * @param before whether it held
   */
  boolean holds(DiskRoom room, boolean before) {
    long floor = floor(room.total());
    return room.free() < (before ? floor + floor / 4 : floor);
  }

  private static CaskadeException invalid(String setting, int value, String range) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, DiskConfig.PID, setting, value + " is not in " + range);
  }
}
