package io.caskade.receivers.server.sharing;

import io.caskade.receivers.server.words.ChainedEcm;
import io.caskade.receivers.server.words.ServiceChain;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many services an account watches at a time. A card must guess this from the ECMs that it is
 * given; here there is a clock, and which ECMs belong to one service is known from all who ask.
 *
 * <pre>
 *  an ECM of a service that is        becomes
 *  unknown                            watched from now, opened
 *  watched, the next ECM              opened, or refused when as many older ones as are allowed
 *                                     were watched beside it all the time
 *  watched, one left out, and this    the same; its run without a gap begins anew
 *  one asked as soon as it came
 *  watched, else with some left out   watched from now, opened
 *  watched, the same ECM again,       watched from now: somebody has just tuned to it. Not when
 *  others asked in between            it comes at once, as a second box of the household asks
 *  refused, the same ECM again        refused; a receiver that tries again is no zapper
 *  watched, two periods overdue       unknown
 * </pre>
 *
 * <p>Beside means: without a gap for three minutes and ten crypto periods since the younger one
 * began; with single ECMs left out, which is enough to watch since an ECM holds two words, for
 * twenty minutes. So the youngest is refused, and neither zapping nor coming back to a service
 * counts. Each refused ECM adds its crypto period to a meter that loses a quarter of the time that
 * passes; at the limit the account is to be blocked. Bounded. Confined to whoever guards it.
 */
public final class ServicesAtATime {
  static final int MOST = 256;

  private static final long BESIDE_MILLIS = 180_000;
  private static final int BESIDE_PERIODS = 10;
  private static final long LOOSELY_BESIDE_MILLIS = 1_200_000;

  /** A second box asks for the ECM that has just come as soon as the first. */
  private static final long AT_ONCE_MILLIS = 1_500;

  private static final long PUNCTUAL_MILLIS = 750;

  private static final int LEAK_SHARE = 4;

  private final List<WatchedService> watched = new ArrayList<>(4);
  private @Nullable WatchedService last;
  private long turns;
  private long meterMillis;
  private long meteredAtMillis;

  /** What an account may do with an ECM. */
  public enum Ruling {
    OPEN,
    /** One service too many. */
    REFUSE,
    /** The same, for too long; whoever blocks calls {@link #forget}. */
    BLOCK
  }

  /**
   * Rules on an ECM that the account is entitled to.
   *
   * @param services allowed at a time
   * @param excessMillis at which the meter blocks; 0 for never
   * @param nowMillis monotonic
   */
  public Ruling ask(ChainedEcm ecm, int services, long excessMillis, long nowMillis) {
    WatchedService one = find(ecm.chain().root(), nowMillis);
    if (one == null) {
      return begin(ecm, excessMillis, nowMillis);
    }
    boolean others = last != one;
    last = one;
    if (one.isAt(ecm)) {
      if (others && !one.refused() && one.millisSinceMove(nowMillis) >= AT_ONCE_MILLIS) {
        one.restart(nowMillis, ++turns);
      }
      return ruling(one);
    }
    if (one.isPast(ecm)) {
      return ruling(one);
    }
    goOn(one, ecm, nowMillis);
    one.refuse(isBeyond(one, services, nowMillis));
    return one.refused() ? excess(one.periodMillis(), excessMillis, nowMillis) : Ruling.OPEN;
  }

  private static Ruling ruling(WatchedService one) {
    return one.refused() ? Ruling.REFUSE : Ruling.OPEN;
  }

  /** What has just begun was watched beside nothing; so many at a time nobody watches. */
  private Ruling begin(ChainedEcm ecm, long excessMillis, long nowMillis) {
    var fresh = new WatchedService(ecm, nowMillis, ++turns);
    if (watched.size() == MOST) {
      return excess(fresh.periodMillis(), excessMillis, nowMillis);
    }
    watched.add(fresh);
    last = fresh;
    return Ruling.OPEN;
  }

  /** Also drops what is overdue, and a service that turned out to be the one that was found. */
  private @Nullable WatchedService find(ServiceChain root, long nowMillis) {
    WatchedService found = null;
    Iterator<WatchedService> all = watched.iterator();
    while (all.hasNext()) {
      WatchedService one = all.next();
      boolean same = one.is(root);
      if (one.isOverdue(nowMillis) || same && found != null) {
        all.remove();
      } else if (same) {
        found = one;
      }
    }
    return found;
  }

  private void goOn(WatchedService one, ChainedEcm ecm, long nowMillis) {
    long steps = one.stepsTo(ecm);
    // A zapper who comes back for the ECM after the next comes some time after it began.
    boolean punctual = one.millisSinceMove(nowMillis) <= 2 * one.periodMillis() + PUNCTUAL_MILLIS;
    one.moveTo(ecm, nowMillis);
    if (steps > 2 || steps == 2 && !punctual) {
      one.restart(nowMillis, ++turns);
    } else if (steps == 2) {
      one.strict.restart(nowMillis, ++turns);
    }
  }

  private boolean isBeyond(WatchedService one, int services, long nowMillis) {
    long beside = Math.max(BESIDE_MILLIS, BESIDE_PERIODS * one.periodMillis());
    return one.strict.length(nowMillis) >= beside && older(one, w -> w.strict) >= services
        || one.loose.length(nowMillis) >= LOOSELY_BESIDE_MILLIS
            && older(one, w -> w.loose) >= services;
  }

  private int older(WatchedService one, Function<WatchedService, WatchedService.Run> run) {
    int older = 0;
    for (WatchedService other : watched) {
      if (other != one && run.apply(other).isOlderThan(run.apply(one))) {
        older++;
      }
    }
    return older;
  }

  private Ruling excess(long periodMillis, long excessMillis, long nowMillis) {
    meterMillis = Math.max(0, meterMillis - (nowMillis - meteredAtMillis) / LEAK_SHARE);
    meterMillis += periodMillis;
    meteredAtMillis = nowMillis;
    return excessMillis == 0 || meterMillis < excessMillis ? Ruling.REFUSE : Ruling.BLOCK;
  }

  /** Services that were watched for so long that they count. */
  public int counted(long nowMillis) {
    int counted = 0;
    for (WatchedService one : watched) {
      if (!one.isOverdue(nowMillis) && one.strict.length(nowMillis) >= BESIDE_MILLIS) {
        counted++;
      }
    }
    return counted;
  }

  /** Begins anew. */
  public void forget() {
    watched.clear();
    last = null;
    meterMillis = 0;
  }
}
