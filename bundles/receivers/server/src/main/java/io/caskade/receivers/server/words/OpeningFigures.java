package io.caskade.receivers.server.words;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What came out of the ECMs that were opened. Any thread. */
public final class OpeningFigures {
  final LongAdder opened = new LongAdder();
  final LongAdder foreign = new LongAdder();
  final LongAdder unavailable = new LongAdder();
  final LongAdder overflow = new LongAdder();
  final LongAdder unsafeWords = new LongAdder();
  private final AtomicInteger mostWaiting = new AtomicInteger();

  /** So many wait for one thread now. */
  void waiting(int now) {
    if (now > mostWaiting.get()) {
      mostWaiting.accumulateAndGet(now, Math::max);
    }
  }

  /** ECMs that waited for one thread at a time, at most. */
  public int mostWaiting() {
    return mostWaiting.get();
  }

  public long opened() {
    return opened.sum();
  }

  /** Of another operator, another key, or damaged. */
  public long foreign() {
    return foreign.sum();
  }

  /** No profile served the network for longer than a client waits. */
  public long unavailable() {
    return unavailable.sum();
  }

  /** Refused because too many waited. */
  public long overflow() {
    return overflow.sum();
  }

  /** ECMs with a word that lacks the sums of DVB-CSA. */
  public long unsafeWords() {
    return unsafeWords.sum();
  }
}
