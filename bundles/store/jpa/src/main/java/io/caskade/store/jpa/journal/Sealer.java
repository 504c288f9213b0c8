package io.caskade.store.jpa.journal;

import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.FeedListener;
import io.caskade.store.jpa.work.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that orders the journal. It has a connection of its own, so that a pool that is
 * busy with bulk jobs does not hold it up. A poke after a COMMIT wakes it; within 20 ms of a batch
 * it gathers what comes, and once a second it looks for changes of other nodes.
 */
public final class Sealer {
  /** Name of the thread. */
  public static final String THREAD = "caskade-store-sealer";

  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LOG_HEAD_EVERY = Duration.ofMinutes(1);

  private final Supplier<@Nullable DataSource> source;
  private final Supplier<@Nullable KeyVault> vault;
  private final Supplier<String> node;
  private final InstantSource clock;
  private final CopyOnWriteArraySet<FeedListener> listeners = new CopyOnWriteArraySet<>();
  private final Alarm alarm = new Alarm();
  private final HeadLog headLog;
  private final SealerFigures figures = new SealerFigures(System::nanoTime);
  private volatile int readings;
  private @Nullable Thread thread;

  /**
   * @param source the migrated database, null while there is none
   * @param node name of this node in the lease
   */
  public Sealer(
      Supplier<@Nullable DataSource> source,
      Supplier<@Nullable KeyVault> vault,
      Supplier<String> node,
      InstantSource clock) {
    this.source = source;
    this.vault = vault;
    this.node = node;
    this.clock = clock;
    this.headLog = new HeadLog(clock, LOG_HEAD_EVERY);
  }

  public void add(FeedListener listener) {
    listeners.add(listener);
  }

  public void remove(FeedListener listener) {
    listeners.remove(listener);
  }

  public synchronized void start() {
    Thread started = new Thread(this::work, THREAD);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Ends the thread; returns when it ended, after 10 s at the latest. */
  public void stop() {
    Thread running;
    synchronized (this) {
      running = thread;
      thread = null;
    }
    alarm.stop();
    if (running == null) {
      return;
    }
    try {
      running.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running.isAlive()) {
      LOG.warn("The sealer still waits for the database; its thread ends when that answers");
    }
  }

  /** For those who watch. */
  public SealerFigures figures() {
    return figures;
  }

  /** Something was committed, or the database, the vault or a listener changed. Returns at once. */
  public void poke() {
    figures.poked();
    alarm.poke();
  }

  /** The journal grew by another hand: its head is read again. Returns at once. */
  public synchronized void readAgain() {
    readings++;
    alarm.poke();
  }

  private void work() {
    boolean failing = false;
    while (!alarm.stopped()) {
      DataSource present = source.get();
      if (present == null) {
        alarm.await(IDLE);
        continue;
      }
      try {
        seal(present);
        failing = false;
      } catch (SQLException | RuntimeException e) {
        // Whatever it was: the next attempt begins with a new connection and reads the head again.
        report(e, failing);
        failing = true;
        alarm.pause(IDLE);
      }
    }
  }

  private void seal(DataSource present) throws SQLException {
    int reading = readings;
    try (Connection connection = present.getConnection()) {
      connection.setAutoCommit(false);
      var lease = new Lease(node.get(), clock);
      var batch = new SealBatch(connection, lease, vault);
      tell(batch.head());
      while (!alarm.stopped() && source.get() == present && readings == reading) {
        long begun = figures.begins();
        int sealed = batch.run();
        figures.ended(begun, sealed, batch.head().seq());
        if (sealed > 0) {
          tell(batch.head());
        }
        if (sealed < SealBatch.ROWS / 2) {
          alarm.pause(sealed > 0 ? GATHER : Duration.ZERO);
          alarm.await(IDLE);
        }
      }
      if (source.get() == present) {
        lease.release(connection);
      }
    }
  }

  private void tell(ChainLink head) {
    headLog.seen(head);
    for (FeedListener listener : listeners) {
      try {
        listener.sealed(head.seq());
      } catch (RuntimeException e) {
        LOG.warn("A listener of the change feed failed; it will see the change with the next", e);
      }
    }
  }

  private static void report(Exception e, boolean again) {
    if (again) {
      LOG.debug("Sealing still fails", e);
    } else if (SqlFailure.of(e) == SqlFailure.OTHER) {
      LOG.error("Changes cannot be sealed: {}", SqlFailure.reason(e), e);
    } else {
      LOG.warn("Changes wait for their seal until the database answers: {}", SqlFailure.reason(e));
    }
  }

  /** Pokes are not lost: one that comes before the wait ends it at once. */
  private static final class Alarm {
    private boolean poked;
    private boolean stopped;

    synchronized void poke() {
      poked = true;
      notifyAll();
    }

    synchronized void stop() {
      stopped = true;
      notifyAll();
    }

    synchronized boolean stopped() {
      return stopped;
    }

    /** Until a poke, or for this time. */
    synchronized void await(Duration time) {
      waitWhile(time, true);
      poked = false;
    }

    /** For this time, pokes or not. */
    synchronized void pause(Duration time) {
      waitWhile(time, false);
    }

    private void waitWhile(Duration time, boolean pokeEnds) {
      long end = System.nanoTime() + time.toNanos();
      try {
        while (!stopped && !(pokeEnds && poked)) {
          long left = (end - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            return;
          }
          wait(left);
        }
      } catch (InterruptedException e) {
        // Nobody of ours interrupts this thread: whoever does wants it to end.
        stopped = true;
      }
    }
  }
}
