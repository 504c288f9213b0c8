package io.caskade.receivers.server;

import io.caskade.api.receivers.Refusal;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the server counts over all clients. Any thread. */
final class ServerFigures {
  private final LongAdder found = new LongAdder();
  private final AtomicLongArray refused = new AtomicLongArray(Refusal.values().length);
  private final LongAdder failedLogIns = new LongAdder();
  private final AnswerTimes times = new AnswerTimes();

  /**
   * An ECM was answered.
   *
   * @param refusal null when it was found
   */
  void answered(long nanos, @Nullable Refusal refusal) {
    times.record(nanos);
    if (refusal == null) {
      found.increment();
    } else {
      refused(refusal);
    }
  }

  AnswerTimes times() {
    return times;
  }

  void refused(Refusal reason) {
    refused.incrementAndGet(reason.ordinal());
  }

  void failedLogIn() {
    failedLogIns.increment();
  }

  long foundSum() {
    return found.sum();
  }

  /** Also of those who were sent away at the door. */
  long refusedSum(Refusal reason) {
    return refused.get(reason.ordinal());
  }

  long failedLogInSum() {
    return failedLogIns.sum();
  }
}
