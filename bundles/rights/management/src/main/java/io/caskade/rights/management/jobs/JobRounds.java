package io.caskade.rights.management.jobs;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of this head-end, one after the other. It keeps nothing between two rounds: what is
 * to be done stands in the database, so a new instance goes on where the last one stopped. Called
 * by one thread; {@link #close} and {@link #use} by any.
 */
final class JobRounds {
  private static final Logger LOG = LoggerFactory.getLogger(JobRounds.class);

  /** So often the same rows are tried when others change the same cards in between. */
  private static final int TRIES = 30;

  /** States of a job that is not over. */
  static final Set<JobState> OPEN = Set.of(JobState.WAITING, JobState.RUNNING);

  private static final int PAGE = 20;

  /** What passes by itself: the job stays as it is and the next round goes on. */
  private static final Set<ErrorCode> PASSING =
      Set.of(ErrorCode.DATABASE_UNAVAILABLE, ErrorCode.STORAGE_FULL, ErrorCode.VAULT_UNREADABLE);

  private final Supplier<@Nullable Presence> presence;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final Pause pause;
  private final BooleanSupplier mayRun;
  private volatile JobSettings settings;
  private volatile boolean closed;
  private Instant swept = Instant.EPOCH;
  private boolean complained;

  JobRounds(
      Supplier<@Nullable Presence> presence,
      ChangeIds ids,
      InstantSource clock,
      JobSettings settings,
      Pause pause,
      BooleanSupplier mayRun) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
    this.pause = pause;
    this.mayRun = mayRun;
  }

  void use(JobSettings changed) {
    settings = changed;
  }

  JobSettings settings() {
    return settings;
  }

  /** Stops behind the chunk that runs. */
  void close() {
    closed = true;
  }

  /** Does whatever there is to do; a failure is logged and the next round tries again. */
  void round() {
    Presence present = presence.get();
    if (present == null || !going()) {
      return;
    }
    try {
      sweep(present.store());
      Optional<Job> next = next(present.store());
      while (next.isPresent() && going()) {
        run(present, next.get());
        next = next(present.store());
      }
      complained = false;
    } catch (CaskadeException e) {
      complain(e);
    } catch (RuntimeException e) {
      LOG.error("Bulk jobs stopped; they are tried again", e);
    }
  }

  /** Not told to end, and of several nodes the one that runs jobs. */
  private boolean going() {
    return !closed && mayRun.getAsBoolean();
  }

  private void complain(CaskadeException e) {
    if (complained) {
      LOG.debug("Bulk jobs still wait: {}", e.getMessage());
    } else {
      // At each start jobs are there before the database; its absence is an alarm of the mirror.
      LOG.info("Bulk jobs wait, and go on by themselves: {}", e.getMessage());
      complained = true;
    }
  }

  /** A job that runs goes before those that wait; the oldest first. */
  private Optional<Job> next(Store store) {
    return Stream.of(JobState.RUNNING, JobState.WAITING)
        .flatMap(state -> oldest(store, state).stream())
        .findFirst();
  }

  private static Optional<Job> oldest(Store store, JobState state) {
    RecordFilter filter =
        new RecordFilter(Optional.empty(), Map.of("state", state.name()), Optional.empty(), PAGE);
    return store.networks().stream()
        .map(OperatorNetwork::network)
        .flatMap(network -> store.records(Job.class, network.id(), filter).stream())
        .min(Comparator.comparing(Job::createdAt).thenComparing(Job::id));
  }

  private void run(Presence present, Job job) {
    LOG.info("Job {} ({}) in network {} begins", job.id(), job.work(), job.network());
    try {
      Job last = steps(present, job);
      LOG.info(
          "Job {} is {}: {} of {} cards, {} refused",
          last.id(),
          last.state(),
          last.done(),
          last.total(),
          last.failed());
    } catch (CaskadeException e) {
      if (PASSING.contains(e.code()) || e.code() == ErrorCode.VERSION_CONFLICT) {
        throw e;
      }
      giveUp(present, job, e.code().problemType(), e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      giveUp(present, job, "unexpected: " + e.getClass().getSimpleName(), e);
    }
  }

  private void giveUp(Presence present, Job job, String reason, RuntimeException e) {
    LOG.error("Job {} failed; cure the reason and resume it", job.id(), e);
    Optional<Job> now = reload(present.store(), job.network(), job.id());
    if (now.isPresent() && !Progress.over(now.get())) {
      new JobStep(present, ids, clock).fail(now.get(), reason);
    }
  }

  private Job steps(Presence present, Job first) {
    var step = new JobStep(present, ids, clock);
    Job job = first;
    JobPayload payload = JobPayload.of(job);
    int tries = 0;
    while (going() && !Progress.over(job)) {
      try {
        if (job.state() == JobState.WAITING || payload.rows().isEmpty()) {
          job = step.begin(job, payload);
          payload = JobPayload.of(job);
        } else {
          int size = Math.max(1, settings.chunk() >> tries);
          job = step.chunk(job, payload.work(), payload.rows().get(), size);
          pause.take(settings.pause());
        }
        tries = 0;
      } catch (CaskadeException e) {
        tries++;
        if (!inBetween(e) || tries >= TRIES) {
          throw e;
        }
        job = reload(present.store(), job.network(), job.id()).orElse(removed(job));
      }
    }
    return job;
  }

  /** Somebody changed a card, or the job: everything is read again, and fewer rows at a time. */
  private static boolean inBetween(CaskadeException e) {
    return e.code() == ErrorCode.VERSION_CONFLICT || e.code() == ErrorCode.CARD_EXISTS;
  }

  private Job removed(Job job) {
    return Progress.turned(job, JobState.CANCELLED, clock.instant());
  }

  private static Optional<Job> reload(Store store, NetworkId network, String id) {
    return store.record(Job.class, network, id);
  }

  /** Once a day. */
  private void sweep(Store store) {
    Instant now = clock.instant();
    if (swept.plus(Duration.ofDays(1)).isAfter(now) || unfinished(store)) {
      return;
    }
    int gone = store.removeOlder(RecordKind.JOB, now.minus(settings.keep()));
    swept = now;
    if (gone > 0) {
      LOG.info("{} finished jobs were removed after {} days", gone, settings.keep().toDays());
    }
  }

  /** While something waits, nothing is swept, so that no work that waited long is lost. */
  private boolean unfinished(Store store) {
    return next(store).isPresent();
  }

  /** Waits between two chunks. */
  interface Pause {
    void take(Duration time);
  }
}
