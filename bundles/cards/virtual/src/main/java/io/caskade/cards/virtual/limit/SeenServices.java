package io.caskade.cards.virtual.limit;

/**
 * Services of which one crypto period was asked and whose next may come. When there is no room, one
 * gives way whose next is no longer to be expected; where all are still new the newest does, so
 * that however many services are asked, some stay long enough to be seen going on.
 */
final class SeenServices {
  static final int ROOM = 48;

  /** After so many ECMs of others a period is over, whatever its length. */
  private static final long FORGOTTEN = 4L * ROOM;

  private static final int NOWHERE = -1;

  private final long[] current = new long[ROOM];
  private final long[] next = new long[ROOM];
  private final long[] time = new long[ROOM];
  private final long[] asked = new long[ROOM];
  private int count;

  /** The period with this control word was asked again; false when it was never asked. */
  boolean again(long word, long following, long now) {
    for (int i = 0; i < count; i++) {
      if (current[i] == word) {
        next[i] = following;
        asked[i] = now;
        return true;
      }
    }
    return false;
  }

  /** Where the service is whose next period this is, or a negative number. */
  int before(long word) {
    for (int i = 0; i < count; i++) {
      if (next[i] == word) {
        return i;
      }
    }
    return NOWHERE;
  }

  /** Time of the period that was seen, 0..2^32-1. */
  long time(int place) {
    return time[place];
  }

  /** Another period of the same service. */
  void replace(int place, long ecmTime, long word, long following, long now) {
    time[place] = ecmTime;
    current[place] = word;
    next[place] = following;
    asked[place] = now;
  }

  void add(long ecmTime, long word, long following, long now) {
    replace(count < ROOM ? count++ : leastMissed(now), ecmTime, word, following, now);
  }

  private int leastMissed(long now) {
    int oldest = 0;
    int newest = 0;
    for (int i = 1; i < count; i++) {
      if (asked[i] < asked[oldest]) {
        oldest = i;
      }
      if (asked[i] > asked[newest]) {
        newest = i;
      }
    }
    return now - asked[oldest] > FORGOTTEN ? oldest : newest;
  }

  void remove(int place) {
    count--;
    replace(place, time[count], current[count], next[count], asked[count]);
    replace(count, 0, 0, 0, 0);
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      replace(i, 0, 0, 0, 0);
    }
    count = 0;
  }
}
