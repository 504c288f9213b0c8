package io.caskade.ecm.ecmg.session;

import java.time.Duration;

/** Whether a connection still deserves its memory. Times are the loop's nanoseconds. */
final class Liveness {
  /** How long data that is on its way is still answered when a listener stops. */
  private static final long FINISHING = Duration.ofMillis(200).toNanos();

  /** A connection without a channel may be silent for so many probe intervals. */
  private static final int IDLE_INTERVALS = 5;

  private long heardAt;
  private long probedAt;
  private boolean probed;
  private long partialSince;
  private boolean partial;
  private long unwritableSince;
  private boolean unwritable;
  private long finishAt;
  private boolean finishing;

  Liveness(long now) {
    heardAt = now;
  }

  /** What to do about a session. */
  enum Verdict {
    FINE(""),
    /** Send a channel_test. */
    PROBE(""),
    FINISHED("the listener stops"),
    SILENT("silent for too long"),
    INCOMPLETE("a message was begun and not ended"),
    NOT_READING("it does not read its answers"),
    CLAIMED("it did not answer a channel_test when its ECM_channel_id was set up anew");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** Why the connection is closed. */
    String text() {
      return text;
    }
  }

  /** A whole message came. */
  void heard(long now) {
    heardAt = now;
    probed = false;
    partial = false;
  }

  void partial(boolean begun, long now) {
    if (begun && !partial) {
      partialSince = now;
    }
    partial = begun;
  }

  void writable(boolean yes, long now) {
    if (unwritable == yes) {
      unwritable = !yes;
      unwritableSince = now;
    }
  }

  void finish(long now) {
    finishing = true;
    finishAt = now + FINISHING;
  }

  /**
   * @param open the session has a channel, so that it can be asked by channel_test
   */
  Verdict judge(long now, SessionRules rules, boolean open) {
    if (finishing && now - finishAt >= 0) {
      return Verdict.FINISHED;
    }
    if (partial && now - partialSince > rules.limits().pduTimeout().toNanos()) {
      return Verdict.INCOMPLETE;
    }
    if (unwritable && now - unwritableSince > rules.limits().writeTimeout().toNanos()) {
      return Verdict.NOT_READING;
    }
    return rules.probeAfter().isZero() ? Verdict.FINE : silence(now, rules, open);
  }

  private Verdict silence(long now, SessionRules rules, boolean open) {
    long probeAfter = rules.probeAfter().toNanos();
    if (probed) {
      return now - probedAt > rules.probeTimeout().toNanos() ? Verdict.SILENT : Verdict.FINE;
    }
    if (!open) {
      return now - heardAt > IDLE_INTERVALS * probeAfter ? Verdict.SILENT : Verdict.FINE;
    }
    if (now - heardAt < probeAfter) {
      return Verdict.FINE;
    }
    probed = true;
    probedAt = now;
    return Verdict.PROBE;
  }
}
