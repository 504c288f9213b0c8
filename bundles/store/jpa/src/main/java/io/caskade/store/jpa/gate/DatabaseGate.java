package io.caskade.store.jpa.gate;

import io.caskade.lib.backoff.Pauses;
import io.caskade.store.jpa.work.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets JPA see a database only when it answers and its schema is up to date (architecture section
 * 6). Owns one thread, which connects with back-off. The database may come late, be replaced by
 * another one, or go; it is taken back when its DataSource goes, not when its server does: the pool
 * reconnects by itself.
 */
final class DatabaseGate implements DatabaseState {
  static final String THREAD = "caskade-store-gate";

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);

  private final Schema schema;
  private final Publication publication;
  private final Pauses pauses;
  private final AtomicReference<@Nullable Published> published = new AtomicReference<>();

  /** Guards {@code wanted}, {@code stopped}; the thread waits on it. */
  private final Object change = new Object();

  private @Nullable DataSource wanted;
  private boolean stopped;
  private volatile String reason = "no DataSource 'caskade-raw' is configured";
  private volatile boolean starting;
  private @Nullable Thread thread;

  DatabaseGate(Schema schema, Publication publication, Pauses pauses) {
    this.schema = schema;
    this.publication = publication;
    this.pauses = pauses;
  }

  void start() {
    Thread started = new Thread(this::work, THREAD);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Ends the thread and takes the database back; waits at most 10 s for an attempt under way. */
  void stop() {
    synchronized (change) {
      stopped = true;
      wanted = null;
      change.notifyAll();
    }
    retract(published.get());
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      running.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running.isAlive()) {
      LOG.warn("The database still does not answer; the gate's thread ends when its attempt does");
    }
  }

  /** A database is there, in place of the former one. */
  void offer(DataSource source) {
    Published former = published.get();
    synchronized (change) {
      if (wanted != source) {
        reason = "it is connected to and its schema is checked";
        starting = true;
      }
      wanted = source;
      change.notifyAll();
    }
    if (former != null && former.source() != source) {
      retract(former);
    }
  }

  /**
   * The database goes; JPA sees it no more when this returns. One that is being published at this
   * very moment is taken back by the gate's thread right behind it: to wait for that here could
   * block the thread that JPA needs to come up.
   */
  void withdraw(DataSource source) {
    synchronized (change) {
      if (wanted == source) {
        wanted = null;
        reason = "its DataSource is gone, waiting for another one";
        starting = false;
        change.notifyAll();
      }
    }
    Published present = published.get();
    if (present != null && present.source() == source) {
      retract(present);
    }
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public boolean starting() {
    return starting;
  }

  private void work() {
    DataSource tried = null;
    boolean told = false;
    while (true) {
      DataSource source = awaitUnpublished();
      if (source == null) {
        return;
      }
      if (source != tried) {
        tried = source;
        told = false;
        pauses.reset();
      }
      try {
        schema.update(source);
        publish(source);
        pauses.reset();
        told = false;
      } catch (SQLException | RuntimeException e) {
        if (isWanted(source)) {
          Duration wait = pauses.next();
          told = report(e, wait, told);
          awaitChange(source, wait);
        } else {
          LOG.debug("The database was taken away while it was tried", e);
        }
      }
    }
  }

  private void publish(DataSource source) {
    // Whoever offers this one may not have come to take the former one back yet.
    retract(published.get());
    reason = "it has just come, JPA starts";
    starting = true;
    var present = new Published(source, publication.publish(source));
    published.set(present);
    // Withdrawn or replaced meanwhile: nobody else takes it back then.
    if (isWanted(source)) {
      LOG.info("The database answers and its schema is up to date");
    } else {
      retract(present);
    }
  }

  private boolean isWanted(DataSource source) {
    synchronized (change) {
      return wanted == source;
    }
  }

  /** Each publication is taken back once, whoever comes first. */
  private void retract(@Nullable Published present) {
    if (present != null && published.compareAndSet(present, null)) {
      present.retract().run();
    }
  }

  /** One sentence when the trouble begins or changes, the rest for those who look closely. */
  private boolean report(Exception e, Duration wait, boolean told) {
    String text = SqlFailure.reason(e);
    boolean known = told && text.equals(reason);
    reason = text;
    starting = false;
    if (known) {
      LOG.debug("The database still does not answer, next attempt in {} ms", wait.toMillis(), e);
    } else if (SqlFailure.of(e) == SqlFailure.OTHER) {
      LOG.error(
          "The database cannot be used: {}. Correct it or its settings in"
              + " etc/org.ops4j.datasource-caskade.cfg; it is tried again by itself",
          text,
          e);
    } else {
      LOG.warn(
          "The database does not answer: {}. Start it, or correct"
              + " etc/org.ops4j.datasource-caskade.cfg; ECMs and EMMs go on from memory meanwhile",
          text);
    }
    return true;
  }

  /** The database that is to be published; null when the gate stops. */
  private @Nullable DataSource awaitUnpublished() {
    synchronized (change) {
      while (!stopped && (wanted == null || isPublished(wanted))) {
        if (!waited(0)) {
          return null;
        }
      }
      return stopped ? null : wanted;
    }
  }

  private boolean isPublished(DataSource source) {
    Published present = published.get();
    return present != null && present.source() == source;
  }

  /** Waits, unless another database comes. */
  private void awaitChange(DataSource source, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    synchronized (change) {
      while (!stopped && wanted == source) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || !waited(left)) {
          return;
        }
      }
    }
  }

  /** False when somebody interrupted the thread, who then wants it to end. */
  private boolean waited(long millis) {
    try {
      change.wait(millis);
      return true;
    } catch (InterruptedException e) {
      stopped = true;
      return false;
    }
  }

  private record Published(DataSource source, Runnable retract) {}
}
