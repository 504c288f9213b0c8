package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.Octets;
import org.jspecify.annotations.Nullable;

/** How the ECMs of one service arrive: when, how often, and whether they turn. */
final class EcmWatch {
  private static final int SMOOTHING = 8;

  private @Nullable Octets last;
  private int tableId = -1;
  private long arrived;
  private long began;
  private long interval;
  private long count;

  /** From now on ECMs are expected. */
  EcmWatch(long now) {
    arrived = now;
    began = now;
  }

  /**
   * Takes an ECM as it came from air.
   *
   * @return what is new about it
   */
  News section(Octets section, long now) {
    // The first one has no predecessor, and behind a gap of the stream the distance says nothing.
    long distance = now - arrived;
    if (count > 0 && arrived > began) {
      interval = interval == 0 ? distance : interval + (distance - interval) / SMOOTHING;
    }
    arrived = now;
    count++;
    if (last != null && section.equals(last)) {
      return News.NONE;
    }
    boolean turned = last != null && section.at(0) != tableId;
    last = section;
    tableId = section.at(0);
    return turned ? News.TURNED : News.OTHER;
  }

  /** What an ECM is to the one before. */
  enum News {
    NONE,
    /** Other bytes under the same table_id, or the first one. */
    OTHER,
    /** The table_id changed: a new crypto period. */
    TURNED
  }

  /** The stream was away until now: what did not come meanwhile is nobody's fault. */
  void resume(long now) {
    arrived = now;
    began = now;
    interval = 0;
  }

  /** The present ECM is to be judged again. */
  void forget() {
    last = null;
  }

  /** Age of the last one, nanoseconds. */
  long age(long now) {
    return now - arrived;
  }

  /** Mean distance of the last ones, nanoseconds; 0 when not known yet. */
  long interval() {
    return interval;
  }

  boolean seen() {
    return count > 0;
  }
}
