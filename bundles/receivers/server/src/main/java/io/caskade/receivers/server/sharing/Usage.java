package io.caskade.receivers.server.sharing;

import io.caskade.receivers.server.words.ChainedEcm;

/**
 * What an account uses, in all its connections together. Its lock is the account's own: no two
 * accounts meet here. Any thread.
 */
public final class Usage {
  private final EcmRate rate = new EcmRate();
  private final EcmRepeats repeats = new EcmRepeats();
  private final ServicesAtATime services = new ServicesAtATime();

  /** What is wrong with the asking itself. */
  public enum Pace {
    FINE,
    TOO_FAST,
    /** The same ECM too often. */
    ROUND
  }

  /**
   * Counts an ECM that is asked for.
   *
   * @param print of the ECM
   * @param perMinute allowed; 0 for no limit
   * @param mostRepeats of the same ECM within a minute; 0 for no limit
   * @param nanos monotonic
   */
  public synchronized Pace pace(long print, int perMinute, int mostRepeats, long nanos) {
    if (!rate.allows(perMinute, nanos)) {
      return Pace.TOO_FAST;
    }
    return mostRepeats > 0 && repeats.count(print, nanos / 1_000_000) > mostRepeats
        ? Pace.ROUND
        : Pace.FINE;
  }

  /** As {@link ServicesAtATime#ask}. */
  public synchronized ServicesAtATime.Ruling services(
      ChainedEcm ecm, int allowed, long excessMillis, long nowMillis) {
    return services.ask(ecm, allowed, excessMillis, nowMillis);
  }

  /** As {@link ServicesAtATime#counted}. */
  public synchronized int counted(long nowMillis) {
    return services.counted(nowMillis);
  }

  /** Begins anew with counting services. */
  public synchronized void forgive() {
    services.forget();
  }
}
