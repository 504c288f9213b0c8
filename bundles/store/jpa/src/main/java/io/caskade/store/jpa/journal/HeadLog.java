package io.caskade.store.jpa.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the head of the chain to the log, and through it to syslog, so that a copy stands outside
 * of the database. Confined to the sealer's thread.
 */
final class HeadLog {
  private static final Logger LOG = LoggerFactory.getLogger(HeadLog.class);

  private final InstantSource clock;
  private final Duration every;
  private Instant next = Instant.MIN;
  private long logged;

  HeadLog(InstantSource clock, Duration every) {
    this.clock = clock;
    this.every = every;
  }

  void seen(ChainLink head) {
    Instant now = clock.instant();
    if (head.seq() == logged || now.isBefore(next)) {
      return;
    }
    LOG.info("Journal head: sequence {} hash {}", head.seq(), head.hex());
    logged = head.seq();
    next = now.plus(every);
  }
}
