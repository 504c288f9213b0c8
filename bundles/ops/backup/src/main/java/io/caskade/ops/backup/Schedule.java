package io.caskade.ops.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Secret;
import io.caskade.api.ops.BackupListener;
import io.caskade.api.ops.Backups;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the daily backup. Looks at the clock each half minute, so that a clock that is set is
 * followed, and a time that was passed over (summer time, a sleeping machine) is made up for once.
 */
final class Schedule implements AutoCloseable {
  static final String THREAD = "caskade-backup-schedule";
  static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final Backups backups;
  private final Supplier<BackupPlan> plan;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ScheduledThreadPoolExecutor thread;
  private @Nullable BackupPlan known;
  private Optional<Instant> due = Optional.empty();

  Schedule(Backups backups, Supplier<BackupPlan> plan, InstantSource clock, ZoneId zone) {
    this.backups = backups;
    this.plan = plan;
    this.clock = clock;
    this.zone = zone;
    thread = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, THREAD));
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  void start() {
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One look at the clock; on the schedule's thread. */
  void look() {
    BackupPlan present = plan.get();
    Instant now = clock.instant();
    if (!present.equals(known)) {
      known = present;
      due = present.next(now, zone);
    }
    if (due.isPresent() && !now.isBefore(due.get())) {
      due = present.next(now, zone);
      make();
    } else if (due.isPresent()) {
      // A clock that was set back must not leave the next one a year away.
      Optional<Instant> next = present.next(now, zone);
      if (next.isPresent() && next.get().isBefore(due.get())) {
        due = next;
      }
    }
  }

  private void make() {
    try {
      backups.make(Optional.empty(), new Nobody());
    } catch (CaskadeException e) {
      LOG.debug("The daily backup failed; the desk has told and keeps the alarm", e);
    } catch (RuntimeException e) {
      LOG.error("The daily backup failed unexpectedly; the next one is tried as planned", e);
    }
  }

  @Override
  public void close() {
    // Without an interrupt: one that meets H2 in a read closes its file under everybody.
    thread.shutdown();
  }

  private static final class Nobody implements BackupListener {
    @Override
    public void rows(long rows) {}

    @Override
    public void passphraseMade(Secret passphrase, Path file) {}
  }
}
