package io.caskade.receivers.server;

import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one client was given. Written on its loop, read by faces: the lock is its own. */
final class SessionFigures {
  private static final int REMEMBERED = 256;
  private static final int PERCENT = 99;

  /** Words of refusals for which it is the head-end that had no answer in time. */
  private static final String FREEZE = "FREEZE";

  private static final long SLOW_MICROS = 400_000;
  private static final long TOO_SLOW_MICROS = 800_000;

  private final Instant since;
  private final int[] lastTimes = new int[REMEMBERED];
  private Instant lastAsked;
  private int caSystemId = -1;
  private int serviceId;
  private int hops;
  private long found;
  private long denied;
  private long slow;
  private long tooSlow;
  private long sumMicros;
  private long lastMicros;
  private @Nullable Refusal lastRefusal;
  private long timedOut;
  private final ShareTally shares = new ShareTally();

  SessionFigures(Instant since) {
    this.since = since;
    lastAsked = since;
  }

  /**
   * An ECM was answered.
   *
   * @param refusal null when it was found
   */
  synchronized void answered(
      CwQuestion question, Instant at, long micros, @Nullable Refusal refusal) {
    lastAsked = at;
    caSystemId = question.caSystemId();
    serviceId = question.serviceId();
    hops = question.hops();
    lastTimes[(int) ((found + denied) % REMEMBERED)] = (int) Math.min(micros, Integer.MAX_VALUE);
    if (refusal == null) {
      found++;
    } else {
      denied++;
    }
    if (refusal != null && refusal.word().startsWith(FREEZE)) {
      timedOut++;
    }
    shares.answered(caSystemId, question.provider(), refusal == null);
    lastRefusal = refusal;
    lastMicros = micros;
    sumMicros += micros;
    if (micros > SLOW_MICROS) {
      slow++;
    }
    if (micros > TOO_SLOW_MICROS) {
      tooSlow++;
    }
  }

  synchronized ReceiverClient shown(Entrance entrance) {
    long answers = found + denied;
    return new ReceiverClient(
        entrance.protocol(),
        entrance.name(),
        entrance.address(),
        entrance.client(),
        since,
        lastAsked,
        caSystemId < 0 ? "" : String.format(Locale.ROOT, "%04X:%04X", caSystemId, serviceId),
        hops,
        found,
        denied,
        slow,
        tooSlow,
        lastMicros,
        answers == 0 ? 0 : sumMicros / answers,
        p99(answers),
        Optional.ofNullable(lastRefusal),
        timedOut,
        shares.shown());
  }

  private long p99(long answers) {
    if (answers == 0) {
      return 0;
    }
    int[] sorted = Arrays.copyOf(lastTimes, (int) Math.min(answers, REMEMBERED));
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * PERCENT / 100)];
  }
}
