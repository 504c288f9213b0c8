package io.caskade.receivers.server.sharing;

import io.caskade.receivers.server.words.ChainedEcm;
import io.caskade.receivers.server.words.ServiceChain;

/** A service that an account asks for, and since when without a gap. */
final class WatchedService {
  /** Of a service of which one ECM alone was seen. */
  private static final int LONGEST_USUAL_PERIOD = 30;

  private static final int OVERDUE_PERIODS = 2;
  private static final long OVERDUE_MILLIS = 5_000;
  private static final long SECOND = 1_000;

  /** Since when one ECM followed the other. */
  final Run strict = new Run();

  /** Since when at most one was left out at a time. */
  final Run loose = new Run();

  private ServiceChain chain;
  private ChainedEcm ecm;
  private long movedMillis;
  private boolean refused;

  /** An uninterrupted time; turns tell which of two began first within a millisecond. */
  static final class Run {
    private long sinceMillis;
    private long turn;

    void restart(long nowMillis, long newTurn) {
      sinceMillis = nowMillis;
      turn = newTurn;
    }

    boolean isOlderThan(Run other) {
      return turn < other.turn;
    }

    long length(long nowMillis) {
      return nowMillis - sinceMillis;
    }
  }

  WatchedService(ChainedEcm ecm, long nowMillis, long turn) {
    chain = ecm.chain().root();
    this.ecm = ecm;
    movedMillis = nowMillis;
    restart(nowMillis, turn);
  }

  /** Somebody has just tuned to it. */
  void restart(long nowMillis, long turn) {
    strict.restart(nowMillis, turn);
    loose.restart(nowMillis, turn);
  }

  boolean is(ServiceChain root) {
    // Two chains may have become one since.
    chain = chain.root();
    return chain == root;
  }

  boolean isAt(ChainedEcm other) {
    return ecm.samePeriodAs(other);
  }

  /** An ECM from before the present one. */
  boolean isPast(ChainedEcm other) {
    return other.time() < ecm.time();
  }

  /** Crypto periods from the present ECM to this one, at least 1. */
  long stepsTo(ChainedEcm other) {
    int period = chain.periodSeconds();
    if (ecm.isNextTo(other) || period == 0) {
      return 1;
    }
    return Math.max(1, (other.time() - ecm.time() + period / 2) / period);
  }

  void moveTo(ChainedEcm next, long nowMillis) {
    ecm = next;
    movedMillis = nowMillis;
  }

  /** Since the present ECM was first asked. */
  long millisSinceMove(long nowMillis) {
    return nowMillis - movedMillis;
  }

  /** Two of its periods went by and nobody asked. */
  boolean isOverdue(long nowMillis) {
    return millisSinceMove(nowMillis) > OVERDUE_PERIODS * periodMillis() + OVERDUE_MILLIS;
  }

  long periodMillis() {
    int seconds = chain.periodSeconds();
    return (seconds == 0 ? LONGEST_USUAL_PERIOD : seconds) * SECOND;
  }

  boolean refused() {
    return refused;
  }

  void refuse(boolean now) {
    refused = now;
  }
}
