package io.caskade.emm.emmg.session;

import java.time.Duration;

/** Finds out whether the MUX at the other end still lives. Confined to the loop. */
final class PeerWatch {
  /** How long an answer to channel_test may take. */
  static final int ANSWER_SECONDS = 10;

  private static final long ANSWER_NANOS = Duration.ofSeconds(ANSWER_SECONDS).toNanos();
  private static final long STALLED_NANOS = Duration.ofSeconds(20).toNanos();

  /** What the watch found. */
  enum Finding {
    ALIVE,
    /** It was silent for so long that it should be asked. */
    ASK,
    /** It was asked and did not answer. */
    SILENT,
    /** It does not read what is sent. */
    STALLED
  }

  private long heardAt;
  private long writableAt;
  private long askedAt;
  private boolean asked;

  void connected(long now) {
    heard(now);
    writableAt = now;
  }

  void heard(long now) {
    heardAt = now;
    asked = false;
  }

  /** For how long nothing has come from the MUX. */
  Duration unheard(long now) {
    return Duration.ofNanos(now - heardAt);
  }

  /** True while an answer to channel_test is due. */
  boolean asked() {
    return asked;
  }

  /**
   * @param patience silence after which the MUX is asked, zero for never
   */
  Finding look(long now, boolean writable, Duration patience) {
    if (writable) {
      writableAt = now;
    } else if (now - writableAt > STALLED_NANOS) {
      return Finding.STALLED;
    }
    if (asked) {
      return now - askedAt > ANSWER_NANOS ? Finding.SILENT : Finding.ALIVE;
    }
    if (patience.isZero() || now - heardAt < patience.toNanos()) {
      return Finding.ALIVE;
    }
    asked = true;
    askedAt = now;
    return Finding.ASK;
  }
}
