package io.caskade.emm.carousel;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Changed cards of one network and one urgency: once at once, then again after 10 s, 30 s, 2 min,
 * 10 min and 1 h, since a box may have been off. Each card waits in one place at most; since the
 * pauses are the same for all, each step is a plain queue. Repeats that come late, because others
 * had their turn, are sent once and not one after the other: cards write flash on every EMM.
 *
 * <p>Times are monotonic nanoseconds, except that of a fresh change. Not synchronised.
 */
final class ChangeQueue {
  /** Since the first airing; the first one is the fresh change itself. */
  private static final long[] PAUSES = {
    0,
    TimeUnit.SECONDS.toNanos(10),
    TimeUnit.SECONDS.toNanos(30),
    TimeUnit.MINUTES.toNanos(2),
    TimeUnit.MINUTES.toNanos(10),
    TimeUnit.HOURS.toNanos(1),
  };

  static final int FRESH = 0;
  static final int NONE = -1;

  private static final int STEP_BITS = 3;
  private static final int LAST_TICKET = Integer.MAX_VALUE >>> STEP_BITS;

  /** Places that were left behind by newer changes before they are swept. */
  private static final int SLACK = 1024;

  private final TicketQueue[] steps = new TicketQueue[PAUSES.length];
  private final SerialMap places = new SerialMap();
  private int lastTicket;
  private int fresh;

  ChangeQueue() {
    for (int step = 0; step < steps.length; step++) {
      steps[step] = new TicketQueue();
    }
  }

  /** Cards that were not yet on air. */
  int fresh() {
    return fresh;
  }

  /** Cards that were on air and will be again. */
  int repeats() {
    return places.size() - fresh;
  }

  /** Bytes of the arrays. */
  long bytes() {
    long bytes = places.bytes();
    for (TicketQueue step : steps) {
      bytes += step.bytes();
    }
    return bytes;
  }

  /**
   * A change of a card: in place of its repeats; a card that waits for its first turn keeps it.
   *
   * @param committedAt milliseconds since 1970-01-01 UTC
   */
  void add(int serial, long committedAt) {
    if (isFresh(serial)) {
      return;
    }
    place(FRESH, serial, committedAt);
    fresh++;
    sweep();
  }

  boolean isFresh(int serial) {
    int place = places.get(serial);
    return place != SerialMap.ABSENT && step(place) == FRESH;
  }

  /** Forgets a card. */
  void remove(int serial) {
    if (isFresh(serial)) {
      fresh--;
    }
    places.remove(serial);
  }

  /** True when a change waits for its first turn. */
  boolean hasFresh() {
    return head(FRESH) != null;
  }

  /** When the change that waits longest was made; only when there is one. */
  long oldestCommit() {
    return steps[FRESH].time();
  }

  /** The step of the repeat that is due longest, {@link #NONE} when none is. */
  int dueRepeat(long now) {
    int longest = NONE;
    long longestWait = -1;
    for (int step = 1; step < steps.length; step++) {
      TicketQueue queue = head(step);
      if (queue != null) {
        long wait = now - queue.time() - PAUSES[step];
        if (wait > longestWait) {
          longestWait = wait;
          longest = step;
        }
      }
    }
    return longest;
  }

  /** The card whose turn it is in a step that has one. */
  int serial(int step) {
    return steps[step].serial();
  }

  /** The first card of a step was on air: it moves on to its next repeat. */
  void aired(int step, long now) {
    int serial = steps[step].serial();
    long first = step == FRESH ? now : steps[step].time();
    leave(step);
    for (int next = step + 1; next < PAUSES.length; next++) {
      if (now - first < PAUSES[next]) {
        place(next, serial, first);
        return;
      }
    }
    places.remove(serial);
  }

  /**
   * Cards whose first airing came at that moment or later are fresh again, before those that wait
   * already: nobody knows whether it was heard.
   *
   * @param since monotonic nanoseconds
   * @param now monotonic nanoseconds
   * @param nowMillis milliseconds since 1970-01-01 UTC at that moment: for want of better the
   *     change counts as made when it was aired
   */
  void undelivered(long since, long now, long nowMillis) {
    TicketQueue waiting = steps[FRESH];
    steps[FRESH] = new TicketQueue();
    // The later the step, the longer ago its cards were aired first.
    for (int step = steps.length - 1; step > FRESH; step--) {
      TicketQueue queue = steps[step];
      steps[step] = new TicketQueue();
      while (!queue.isEmpty()) {
        if (waits(queue.serial(), queue.ticket(), step)) {
          if (queue.time() - since >= 0) {
            long aired = nowMillis - TimeUnit.NANOSECONDS.toMillis(now - queue.time());
            place(FRESH, queue.serial(), aired);
            fresh++;
          } else {
            steps[step].add(queue.serial(), queue.ticket(), queue.time());
          }
        }
        queue.remove();
      }
    }
    while (!waiting.isEmpty()) {
      if (waits(waiting.serial(), waiting.ticket(), FRESH)) {
        steps[FRESH].add(waiting.serial(), waiting.ticket(), waiting.time());
      }
      waiting.remove();
    }
  }

  /** The first card of a step has nothing to be told any more. */
  void drop(int step) {
    int serial = steps[step].serial();
    leave(step);
    places.remove(serial);
  }

  private void leave(int step) {
    steps[step].remove();
    if (step == FRESH) {
      fresh--;
    }
  }

  private void place(int step, int serial, long time) {
    lastTicket = lastTicket == LAST_TICKET ? 1 : lastTicket + 1;
    steps[step].add(serial, lastTicket, time);
    places.put(serial, lastTicket << STEP_BITS | step);
  }

  /** The queue of a step with a card at its head that still waits there. */
  private @Nullable TicketQueue head(int step) {
    TicketQueue queue = steps[step];
    while (!queue.isEmpty() && !waits(queue.serial(), queue.ticket(), step)) {
      queue.remove();
    }
    return queue.isEmpty() ? null : queue;
  }

  private boolean waits(int serial, int ticket, int step) {
    return places.get(serial) == (ticket << STEP_BITS | step);
  }

  private static int step(int place) {
    return place & (1 << STEP_BITS) - 1;
  }

  /** Throws out places that were left, so that many changes of few cards stay small. */
  private void sweep() {
    int taken = 0;
    for (TicketQueue queue : steps) {
      taken += queue.size();
    }
    if (taken < 2 * places.size() + SLACK) {
      return;
    }
    for (int step = 0; step < steps.length; step++) {
      var swept = new TicketQueue();
      TicketQueue queue = steps[step];
      while (!queue.isEmpty()) {
        if (waits(queue.serial(), queue.ticket(), step)) {
          swept.add(queue.serial(), queue.ticket(), queue.time());
        }
        queue.remove();
      }
      steps[step] = swept;
    }
  }
}
