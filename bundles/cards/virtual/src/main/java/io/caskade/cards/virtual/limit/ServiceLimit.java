package io.caskade.cards.virtual.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many services a card opens at a time, as its operator promises: some (two: a recording and a
 * view); more are not found, and who insists is blocked for a day.
 *
 * <p>An ECM names no service. But it holds the control word of its crypto period and that of the
 * next, so consecutive ECMs of a service share a word: a chain. What the limit knows of time is the
 * time inside ECMs, and of that only the differences within a chain, so a recording that is played
 * back with old times is a service like any other.
 *
 * <pre>
 *  of a service     event                                              becomes
 *  unknown          an ECM that continues no chain                     SEEN, opened
 *  SEEN             its next crypto period                             RUNNING, opened
 *  SEEN             many others were asked since                       unknown
 *  RUNNING          its next period; fewer than N older services       RUNNING, opened
 *                   run beside it
 *  RUNNING          its next period; N or more older services run      REFUSED, not opened, counts
 *                   beside it
 *  REFUSED          its next period, as above                          RUNNING or REFUSED
 *  REFUSED          the same period again: as its next, uncounted      RUNNING or REFUSED
 *  RUNNING          the same period again, others asked in between:    RUNNING from now, opened
 *                   somebody has just tuned to it
 *  RUNNING, REFUSED two of its periods overdue, by the progress of     unknown
 *                   another
 *
 *  of the card      event                                              becomes
 *  OPEN             the meter reaches five minutes                     BLOCKED
 *  BLOCKED          an ECM more than a day later                       OPEN, all forgotten
 *  BLOCKED          {@link #lift}                                      OPEN, all forgotten
 * </pre>
 *
 * <p>Two services run beside one another once both went on, without a gap, for three minutes and
 * ten of their periods since the younger began: so neither zapping, where chains break or periods
 * are asked again, nor coming back to a service counts, while every service that is really watched
 * all the time does. Only who goes round few services once in each of their periods, for minutes,
 * sends the very ECMs of as many steady viewers. The meter adds the length of each refused period
 * and loses a quarter of the length of each period of the oldest service, so it forgets within
 * twenty minutes. Memory is bounded; a card holds at most {@link #RUNNING} services as running,
 * which is far beyond any limit. Confined to a thread.
 */
public final class ServiceLimit {
  /** Fewest services that may be allowed. */
  public static final int LEAST_SERVICES = 1;

  /** Most services that may be allowed. */
  public static final int MOST_SERVICES = 8;

  static final int RUNNING = 16;

  private static final int BESIDE_SECONDS = 180;
  private static final int BESIDE_PERIODS = 10;
  private static final int OVERDUE_PERIODS = 2;

  /** The meter counts quarters of a second. */
  private static final int QUARTERS = 4;

  private static final int BLOCK_AT = 300 * QUARTERS;
  private static final long LAST_TIME = 0xFFFF_FFFFL;

  private final int services;
  private final long blockSeconds;
  private final SeenServices seen = new SeenServices();
  private final @Nullable RunningService[] running = new @Nullable RunningService[RUNNING];
  private @Nullable RunningService last;
  private int meter;
  private boolean blocked;
  private long blockedAt;
  private long asked;
  private long turns;

  /**
   * What outlasts power. Control words never do.
   *
   * @param meter quarters of a second of services too many, 0..1199
   * @param blocked whether nothing is opened
   * @param blockedAt time of the ECM that blocked, 0..2^32-1
   */
  public record State(int meter, boolean blocked, long blockedAt) {
    /** Of a card that has just been personalised. */
    public static final State FRESH = new State(0, false, 0);

    public State {
      if (meter < 0 || meter >= BLOCK_AT || blockedAt < 0 || blockedAt > LAST_TIME) {
        throw new IllegalArgumentException("no state of a service limit");
      }
    }
  }

  /**
   * @param services 1..8 at a time
   * @param block how long it refuses everything, at least a second, by the time of ECMs
   */
  public ServiceLimit(int services, Duration block, State state) {
    if (services < LEAST_SERVICES || services > MOST_SERVICES || block.toSeconds() < 1) {
      throw new IllegalArgumentException(services + " services, block of " + block);
    }
    this.services = services;
    this.blockSeconds = block.toSeconds();
    meter = state.meter();
    blocked = state.blocked();
    blockedAt = state.blockedAt();
  }

  /** An ECM with this time was received; ends a block whose time is over. */
  public void passes(long time) {
    if (blocked && time - blockedAt > blockSeconds) {
      lift();
    }
  }

  /**
   * Whether an ECM may be opened that the card is otherwise entitled to open.
   *
   * @param time of the ECM, 0..2^32-1
   * @param current control word of its crypto period
   * @param next control word of the next
   */
  public boolean opens(long time, long current, long next) {
    if (blocked) {
      return false;
    }
    asked++;
    RunningService same = find(one -> one.current() == current);
    if (same != null) {
      return again(same, next);
    }
    RunningService before = find(one -> one.next() == current);
    if (before != null) {
      return goesOn(before, time, current, next);
    }
    RunningService after = find(one -> one.current() == next);
    if (after != null) {
      return !after.refused();
    }
    last = null;
    if (!seen.again(current, next, asked)) {
      seen(time, current, next);
    }
    return true;
  }

  private @Nullable RunningService find(Predicate<RunningService> which) {
    for (RunningService one : running) {
      if (one != null && which.test(one)) {
        return one;
      }
    }
    return null;
  }

  /** Never refused: what has just begun has run beside nothing. */
  private void seen(long time, long current, long next) {
    int place = seen.before(current);
    int free = free();
    if (place < 0) {
      seen.add(time, current, next, asked);
    } else if (free == RUNNING) {
      seen.replace(place, time, current, next, asked);
    } else {
      RunningService fresh = new RunningService(free, seen.time(place), RUNNING);
      seen.remove(place);
      others(fresh, one -> one.forget(free));
      running[free] = fresh;
      fresh.goOn(time, current, next);
      begin(fresh);
      others(fresh, fresh::markProgress);
      last = fresh;
    }
  }

  /** A free place, or how many there are. */
  private int free() {
    int place = 0;
    while (place < RUNNING && running[place] != null) {
      place++;
    }
    return place;
  }

  private void begin(RunningService one) {
    one.begin(++turns);
    others(one, one::markBeginning);
  }

  private void others(RunningService but, Consumer<RunningService> each) {
    for (RunningService one : running) {
      if (one != null && one != but) {
        each.accept(one);
      }
    }
  }

  private boolean goesOn(RunningService one, long time, long current, long next) {
    one.goOn(time, current, next);
    others(one, other -> dropIfOverdue(other, one));
    others(one, one::markProgress);
    last = one;
    judge(one);
    if (one.refused()) {
      meter += one.period() * QUARTERS;
    } else if (isOldest(one)) {
      meter = Math.max(0, meter - one.period());
    }
    if (meter >= BLOCK_AT) {
      block(time);
      return false;
    }
    return !one.refused();
  }

  private void dropIfOverdue(RunningService one, RunningService clock) {
    if (one.missed(clock) > OVERDUE_PERIODS * one.period() + clock.period()) {
      running[one.place] = null;
    }
  }

  private void judge(RunningService one) {
    int older = 0;
    for (RunningService other : running) {
      if (other != null && other.isOlderThan(one) && runBeside(other, one)) {
        older++;
      }
    }
    one.refuse(older >= services);
  }

  private static boolean runBeside(RunningService older, RunningService younger) {
    int periods = BESIDE_PERIODS * Math.max(older.period(), younger.period());
    return younger.beside(older) >= Math.max(BESIDE_SECONDS, periods);
  }

  private boolean isOldest(RunningService one) {
    return find(other -> other.isOlderThan(one)) == null;
  }

  /** A refused one that asks again is no zapping: its host tries again. */
  private boolean again(RunningService one, long next) {
    one.expect(next);
    if (one.refused()) {
      judge(one);
    } else if (last != one) {
      begin(one);
    }
    last = one;
    return !one.refused();
  }

  private void block(long time) {
    forget();
    blocked = true;
    blockedAt = time;
  }

  /** Ends a block and forgets all that was counted. */
  public void lift() {
    forget();
    blocked = false;
    blockedAt = 0;
  }

  private void forget() {
    seen.clear();
    Arrays.fill(running, null);
    last = null;
    meter = 0;
  }

  public boolean blocked() {
    return blocked;
  }

  public State state() {
    return new State(meter, blocked, blockedAt);
  }
}
