package io.caskade.rights.mirror;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.CardListener;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirror with its two threads: {@code caskade-mirror} follows the feed, {@code
 * caskade-mirror-snapshot} writes the file. Everything that it uses may come and go.
 */
public final class Mirror implements FeedListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final Duration SNAPSHOT_TICK = Duration.ofSeconds(2);

  /** How long a call to the database may hold up the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MirrorTable table;
  private final MirrorAccounts receivers;
  private final StandingAlarms alarms;
  private final Announcer announcer = new Announcer();
  private final SnapshotKeeper snapshot;
  private final MirrorRounds rounds;
  private final MirrorMetrics metrics;
  private final Semaphore hints = new Semaphore(0);
  private final Thread following = new Thread(this::run, "caskade-mirror");
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(
          task -> new Thread(task, "caskade-mirror-snapshot"));

  private volatile MirrorSettings settings;
  private final AtomicReference<@Nullable KeyVault> vault = new AtomicReference<>();
  private final AtomicReference<@Nullable StreamSeal> seal = new AtomicReference<>();
  private final AtomicReference<@Nullable ChangeFeed> feed = new AtomicReference<>();
  private volatile boolean closed;
  private @Nullable Future<?> ticking;

  /**
   * A mirror that reads nothing before {@link #start()}.
   *
   * @param zone of the default network, until the first snapshot or database was read
   * @param networksChanged told the new revision of the directory, on the following thread
   */
  public Mirror(
      MirrorSettings settings, InstantSource clock, ZoneId zone, LongConsumer networksChanged) {
    this.settings = settings;
    table = new MirrorTable(clock, zone, networksChanged);
    receivers = new MirrorAccounts(table);
    alarms = new StandingAlarms(clock);
    snapshot = new SnapshotKeeper(table, alarms, () -> this.settings, System::nanoTime);
    metrics = new MirrorMetrics(table, snapshot::shown, clock, System::nanoTime);
    var intake = new CardIntake(table, new CardKeys(alarms));
    rounds =
        new MirrorRounds(
            new FeedFollower(table, intake, announcer, clock),
            new BoundaryWatch(table, announcer),
            snapshot,
            alarms,
            () -> this.settings,
            metrics::heard);
  }

  public void start() {
    following.start();
    long tick = SNAPSHOT_TICK.toMillis();
    ticking = writing.scheduleWithFixedDelay(this::writeWhenDue, tick, tick, TimeUnit.MILLISECONDS);
  }

  /** Ends the threads and writes the snapshot when something changed. */
  @Override
  public void close() {
    closed = true;
    hints.release();
    if (ticking != null) {
      ticking.cancel(false);
    }
    writing.shutdown();
    try {
      following.join(PATIENCE.toMillis());
      following.interrupt();
      following.join(PATIENCE.toMillis());
      writing.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    StreamSeal present = seal.get();
    if (present != null) {
      snapshot.write(present);
    }
  }

  public CardTable table() {
    return table;
  }

  public ReceiverAccounts receivers() {
    return receivers;
  }

  public NetworkDirectory networks() {
    return table;
  }

  public AlarmSource alarms() {
    return alarms;
  }

  /** How far it is. */
  public MetricSource metrics() {
    return metrics;
  }

  public void use(MirrorSettings next) {
    settings = next;
    hints.release();
  }

  public void useVault(KeyVault next) {
    vault.set(next);
    hints.release();
  }

  /** It went away, unless another one serves already. */
  public void forgetVault(KeyVault gone) {
    vault.compareAndSet(gone, null);
    hints.release();
  }

  public void useSeal(StreamSeal next) {
    seal.set(next);
    hints.release();
  }

  /** It went away, unless another one serves already. */
  public void forgetSeal(StreamSeal gone) {
    seal.compareAndSet(gone, null);
    hints.release();
  }

  public void useFeed(ChangeFeed next) {
    feed.set(next);
    metrics.forgetHead();
    hints.release();
  }

  /** It went away, unless another one serves already. */
  public void forgetFeed(ChangeFeed gone) {
    feed.compareAndSet(gone, null);
    hints.release();
  }

  public void add(CardListener listener) {
    announcer.add(listener);
  }

  public void remove(CardListener listener) {
    announcer.remove(listener);
  }

  @Override
  public void sealed(long seq) {
    metrics.sealed(seq);
    hints.release();
  }

  private void run() {
    while (!closed) {
      Duration pause = oneRound();
      try {
        if (hints.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          hints.drainPermits();
        }
      } catch (InterruptedException e) {
        LOG.debug("the following thread was told to end", e);
        return;
      }
    }
  }

  private Duration oneRound() {
    try {
      return rounds.round(new MirrorRounds.Services(vault.get(), seal.get(), feed.get()));
    } catch (RuntimeException e) {
      LOG.error("a round of the mirror failed; the next one is tried", e);
      return settings.poll();
    }
  }

  private void writeWhenDue() {
    StreamSeal present = seal.get();
    if (present == null) {
      return;
    }
    try {
      snapshot.tick(present);
    } catch (RuntimeException e) {
      LOG.error("the snapshot was not written; it is tried again", e);
    }
  }
}
