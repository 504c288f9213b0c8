package io.caskade.rights.management.jobs;

import io.caskade.api.ops.LeaseSeat;
import io.caskade.api.ops.StreamLeases;
import io.caskade.api.rights.Store;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the jobs. Whatever it uses may come and go while it runs; a job that was under way
 * goes on when the store is back.
 */
@Component(service = JobRunner.class, immediate = true, configurationPid = "io.caskade.jobs")
@Designate(ocd = JobsConfig.class)
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration END = Duration.ofSeconds(20);

  private volatile @Nullable Presence presence;
  private final LeaseSeat seat = new LeaseSeat("jobs", this::poke);
  private final JobRounds rounds;
  private final ScheduledThreadPoolExecutor thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean poked = new AtomicBoolean();
  private @Nullable ScheduledFuture<?> poll;

  /** Made by Declarative Services. */
  @Activate
  public JobRunner(JobsConfig config) {
    this(settings(config));
  }

  JobRunner(JobSettings settings) {
    rounds =
        new JobRounds(
            () -> presence,
            new ChangeIds(),
            InstantSource.system(),
            settings,
            this::pause,
            seat::owns);
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var made = new Thread(work, "caskade-jobs");
              made.setDaemon(true);
              return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Activate
  synchronized void start() {
    poll();
  }

  @Modified
  void modified(JobsConfig config) {
    use(settings(config));
  }

  synchronized void use(JobSettings settings) {
    rounds.use(settings);
    poll();
  }

  /** The chunk that runs is finished: interrupting it could close a database file. */
  @Deactivate
  void stop() {
    rounds.close();
    closing.countDown();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A chunk of a bulk job still runs; the job goes on behind it after the restart");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Behind the last chunk: another node may begin the next one at once.
    seat.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPresence(Presence present) {
    presence = present;
    poke();
  }

  void unbindPresence(Presence gone) {
    if (presence == gone) {
      presence = null;
    }
  }

  /** Only to look for work at once; the store itself is asked through {@link Presence}. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStore(Store store) {
    poke();
  }

  void unbindStore(Store store) {
    // A round that runs learns it from the store itself.
  }

  /** Of several nodes one runs jobs; one that dies is followed by another, where it stopped. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindLeases(StreamLeases leases) {
    seat.bind(leases);
  }

  void unbindLeases(StreamLeases leases) {
    seat.unbind(leases);
  }

  /** Looks for work now; returns at once. */
  void poke() {
    if (poked.compareAndSet(false, true)) {
      thread.execute(
          () -> {
            poked.set(false);
            rounds.round();
          });
    }
  }

  private void poll() {
    ScheduledFuture<?> before = poll;
    if (before != null) {
      before.cancel(false);
    }
    long every = rounds.settings().poll().toSeconds();
    poll = thread.scheduleWithFixedDelay(rounds::round, 0, every, TimeUnit.SECONDS);
  }

  /** Ends early when the thread is to end. */
  private void pause(Duration time) {
    try {
      closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A file may hold what the metatype would refuse. */
  private static JobSettings settings(JobsConfig config) {
    return new JobSettings(
        Math.min(10_000, Math.max(1, config.chunk())),
        Duration.ofMillis(Math.max(0, config.pauseMillis())),
        Duration.ofSeconds(Math.max(1, config.pollSeconds())),
        Duration.ofDays(Math.max(1, config.keepDays())));
  }
}
