package io.caskade.ecm.ecmg.session;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log readable when a mux does the same wrong thing thousands of times. Any thread. */
public final class LogBudget {
  private static final Logger LOG = LoggerFactory.getLogger(LogBudget.class);
  private static final int LINES_PER_MINUTE = 50;

  private final InstantSource clock;
  private final AtomicLong minute = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();

  public LogBudget(InstantSource clock) {
    this.clock = clock;
  }

  /** True when one more line may be written in this minute. */
  public boolean allows() {
    long now = clock.instant().getEpochSecond() / 60;
    long last = minute.get();
    if (last != now && minute.compareAndSet(last, now)) {
      lines.set(0);
    }
    long line = lines.incrementAndGet();
    if (line == LINES_PER_MINUTE + 1L) {
      LOG.warn(
          "More than {} events of muxes in a minute are not logged; cas:status and"
              + " cas:ecmg-sessions show how it stands",
          LINES_PER_MINUTE);
    }
    return line <= LINES_PER_MINUTE;
  }
}
