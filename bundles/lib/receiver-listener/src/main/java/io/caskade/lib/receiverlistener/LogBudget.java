package io.caskade.lib.receiverlistener;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log readable when strangers try all day. Any thread. */
final class LogBudget {
  private static final Logger LOG = LoggerFactory.getLogger(LogBudget.class);
  private static final int LINES_PER_MINUTE = 50;
  private static final int SECONDS = 60;

  private final InstantSource clock;
  private final AtomicLong minute = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();

  LogBudget(InstantSource clock) {
    this.clock = clock;
  }

  /** True when one more line may be written in this minute. */
  boolean allows() {
    long now = clock.instant().getEpochSecond() / SECONDS;
    long last = minute.get();
    if (last != now && minute.compareAndSet(last, now)) {
      lines.set(0);
    }
    long line = lines.incrementAndGet();
    if (line == LINES_PER_MINUTE + 1L) {
      LOG.warn(
          "More than {} refused receivers in a minute are not logged; the listener's counters go"
              + " on",
          LINES_PER_MINUTE);
    }
    return line <= LINES_PER_MINUTE;
  }
}
