package io.caskade.store.jpa.journal;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.journal.JournalArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the journal forget what is older than it must be kept (two years by operator requirements R3
 * and R11), once a day. Whoever calls it does so more often, so that a day on which the database
 * was away is caught up.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofDays(1);

  private final JournalArchive archive;
  private final InstantSource clock;
  private final Supplier<Duration> keep;
  private Instant next = Instant.MIN;
  private boolean failing;

  /**
   * @param keep how long rows are kept; zero means for ever
   */
  public Retention(JournalArchive archive, InstantSource clock, Supplier<Duration> keep) {
    this.archive = archive;
    this.clock = clock;
    this.keep = keep;
  }

  /** Trims when a day has passed since it last succeeded. Never throws. */
  public synchronized void runWhenDue() {
    Instant now = clock.instant();
    Duration kept = keep.get();
    if (now.isBefore(next) || kept.isZero()) {
      return;
    }
    try {
      long gone = archive.trim(now.minus(kept));
      if (gone > 0) {
        LOG.info("Journal: {} rows older than {} days were forgotten", gone, kept.toDays());
      }
      next = now.plus(EVERY);
      failing = false;
    } catch (CaskadeException e) {
      if (!failing) {
        LOG.warn("The journal cannot be trimmed, it is tried again: {}", e.getMessage());
      }
      failing = true;
    } catch (RuntimeException e) {
      // Whatever it was, it must not end the schedule for ever.
      LOG.error("The journal cannot be trimmed, it is tried again", e);
      failing = true;
    }
  }
}
