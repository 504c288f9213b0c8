package io.caskade.store.jpa.work;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pool let go of connections to an H2 database that closed itself, as it does when its
 * disk is full. The pool asks a connection whether it is alive only after it has rested for a
 * while: under load the dead ones would go round for ever, and with them the full disk's error,
 * long after there is room again. A new connection opens the database anew.
 *
 * <p>Opened anew while old connections are still being closed, H2 can lose sight of the new
 * database: whoever holds a connection to it for long keeps the file locked, and all others are
 * told that it is in use. So holders are asked to let go as well.
 *
 * <p>The pool's classes are not visible here; it shows itself as a bean of this process ({@code
 * hikari.registerMbeans}). At most once a second, since opening a database costs something. Any
 * thread.
 */
public final class ClosedDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(ClosedDatabase.class);
  private static final String POOLS = "com.zaxxer.hikari:type=Pool (*)";
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** H2: "The database has been closed", "is already closed", "may be already in use". */
  private static final Set<Integer> H2_CLOSED = Set.of(90098, 90121, 90020);

  private final MBeanServer beans;
  private final Runnable holders;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  /**
   * @param holders makes those who keep a connection for long give it back
   */
  public ClosedDatabase(Runnable holders) {
    this(ManagementFactory.getPlatformMBeanServer(), holders, System::nanoTime);
  }

  ClosedDatabase(MBeanServer beans, Runnable holders, LongSupplier nanoTime) {
    this.beans = beans;
    this.holders = holders;
    this.nanoTime = nanoTime;
    next = new AtomicLong(nanoTime.getAsLong());
  }

  /** Looks at what a unit of work failed with. */
  void failed(Throwable failure) {
    long due = next.get();
    long now = nanoTime.getAsLong();
    if (isClosed(failure) && now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
      evict();
      holders.run();
    }
  }

  private static boolean isClosed(Throwable failure) {
    for (Throwable cause : SqlFailure.chain(failure)) {
      if (cause instanceof SQLException sql && H2_CLOSED.contains(sql.getErrorCode())) {
        return true;
      }
    }
    return false;
  }

  private void evict() {
    try {
      for (ObjectName pool : beans.queryNames(new ObjectName(POOLS), null)) {
        beans.invoke(pool, "softEvictConnections", new Object[0], new String[0]);
        LOG.warn(
            "H2 has closed its database, most likely for want of room; all connections are made anew");
      }
    } catch (JMException e) {
      LOG.warn("H2 has closed its database, and its pool cannot be reached: {}", e.toString());
    }
  }
}
