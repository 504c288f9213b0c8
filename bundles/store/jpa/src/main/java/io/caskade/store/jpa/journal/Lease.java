package io.caskade.store.jpa.journal;

import io.caskade.store.jpa.leases.LeaseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The right to be the one sealer, for 15 s at a time. It only saves useless work: what keeps two
 * sealers apart is the primary key of {@code journal_seal}. A node that comes back under its own
 * name takes its lease again at once. Confined to the sealer's thread.
 */
final class Lease {
  private static final Duration RENEW_AFTER = Duration.ofSeconds(5);
  private static final String NAME = "sealer";

  private final String holder;
  private final InstantSource clock;
  private boolean held;
  private Instant renewAt = Instant.MIN;

  /**
   * @param clock of this node, which only says when to renew
   */
  Lease(String holder, InstantSource clock) {
    this.holder = holder;
    this.clock = clock;
  }

  /**
   * True when this node may seal now; takes or renews the lease in the connection's transaction.
   */
  boolean hold(Connection connection) throws SQLException {
    Instant now = clock.instant();
    // A clock that was set back must not put the renewal off.
    boolean fresh = now.isBefore(renewAt) && renewAt.isBefore(now.plus(RENEW_AFTER).plusMillis(1));
    if (held && fresh) {
      return true;
    }
    held = new LeaseTable(connection).take(NAME, holder, holder, 0);
    renewAt = now.plus(RENEW_AFTER);
    return held;
  }

  /** Lets another node have it at once. */
  void release(Connection connection) throws SQLException {
    if (held) {
      new LeaseTable(connection).release(NAME, holder);
      connection.commit();
      held = false;
    }
  }
}
