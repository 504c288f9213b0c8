package io.caskade.emm.emmg;

import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.LeaseSeat;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.Peer;
import io.caskade.api.ops.StreamLease;
import io.caskade.emm.emmg.session.Counters;
import io.caskade.emm.emmg.session.MuxNotes;
import io.caskade.emm.emmg.session.MuxSession;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.emm.emmg.wire.MuxConnection;
import io.caskade.emm.emmg.wire.OutputLoops;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.explain.Seen;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One EMMG output without OSGi: EMMs of a source to a MUX. All methods from any thread but the
 * loops'.
 */
public final class EmmgOutput implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmmgOutput.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So long a mux may need to notice that the other node is gone, before it is an alarm. */
  private static final Duration TAKING_OVER = Duration.ofSeconds(60);

  private final EventLoop loop;
  private final MuxSession session;
  private final MuxConnection connection;
  private final Counters counters = new Counters();
  private final InstantSource clock;
  private final MuxNotes notes;
  private final CaptureDesk captures;
  private final ChangeWatch changes;
  private volatile @Nullable ScheduledFuture<?> changeTimer;
  private volatile OutputSettings settings;
  private volatile EndpointStatus status;
  private volatile Optional<Alarm> alarm = Optional.empty();
  private final LeaseSeat seat;

  /** Of the loop: somebody wants it to send; it does, as far as the mux lets it. */
  private boolean wanted;

  private boolean sending;
  private boolean stoodBy;
  private volatile Instant quietUntil = Instant.EPOCH;

  /**
   * @param source the carousel of the moment, empty while there is none
   * @param jitter of the pauses between attempts to connect
   */
  public EmmgOutput(
      OutputSettings settings,
      Supplier<Optional<EmmSource>> source,
      OutputLoops loops,
      RandomGenerator jitter,
      InstantSource clock) {
    this(settings, source, loops, jitter, clock, Path.of("captures"));
  }

  /**
   * @param captureFolder folder for captures, made when it is needed
   */
  public EmmgOutput(
      OutputSettings settings,
      Supplier<Optional<EmmSource>> source,
      OutputLoops loops,
      RandomGenerator jitter,
      InstantSource clock,
      Path captureFolder) {
    this.settings = settings;
    this.clock = clock;
    this.status = new EndpointStatus(EndpointState.STOPPED, clock.instant(), "Not started.");
    this.seat = new LeaseSeat(right(settings), this::ownershipChanged);
    this.loop = loops.next();
    long began = System.nanoTime();
    String name = settings.audience().name();
    this.notes = new MuxNotes(name, settings.target(), clock);
    this.changes = new ChangeWatch("emmg " + name, clock);
    this.captures =
        new CaptureDesk(
            SimulcryptInterface.EMMG_MUX,
            captureFolder,
            "emmg-" + name,
            clock,
            System::nanoTime,
            task -> new Thread(task, "caskade-emmg-capture-" + name).start());
    this.session =
        new MuxSession(settings, source, counters, () -> System.nanoTime() - began, notes);
    this.connection =
        new MuxConnection(loops, loop, session, settings, jitter, captures, new StatusObserver());
  }

  /** Connects, and again whenever the connection is lost, while it owns its stream. */
  public void start() {
    changeTimer = loop.scheduleWithFixedDelay(this::lookAtChanges, 1, 1, TimeUnit.SECONDS);
    loop.execute(
        () -> {
          wanted = true;
          obey();
        });
  }

  /** The place at the right to send: there the leases are bound and unbound. */
  LeaseSeat seat() {
    return seat;
  }

  /** The same on every node, whatever its file is called. */
  private static String right(OutputSettings settings) {
    return String.format(
        Locale.ROOT,
        "emm %08X:%d:%s",
        settings.ids().clientId(),
        settings.ids().data(),
        settings.target());
  }

  private void ownershipChanged() {
    loop.execute(this::obey);
  }

  /** Sends, or does not, as the right stands. On the loop. */
  private void obey() {
    StreamLease.Standing standing = seat.standing();
    if (!wanted) {
      return;
    }
    if (standing.owns()) {
      send();
    } else if (standing.owner().isEmpty()) {
      doubt(status.state());
    } else {
      standBy(standing.owner());
    }
  }

  private void send() {
    if (sending) {
      return;
    }
    sending = true;
    if (stoodBy) {
      stoodBy = false;
      session.takeOver();
      quietUntil = clock.instant().plus(TAKING_OVER);
    }
    if (status.state() != EndpointState.STARTING) {
      become(EndpointState.STARTING, "Connects to " + settings.target() + ".");
    }
    connection.start();
  }

  /** Nobody is known to send: the connection died a moment ago, or the database was not asked. */
  private void doubt(EndpointState before) {
    stoodBy |= before == EndpointState.STOPPED;
    sending = false;
    connection.suspend();
    if (before != EndpointState.STARTING) {
      become(EndpointState.STANDBY, "Waits until it is known which node sends.");
    }
  }

  private void standBy(String owner) {
    if (sending || status.state() != EndpointState.STANDBY) {
      LOG.info("emmg {} stands by; node {} sends", settings.audience().name(), owner);
    }
    stoodBy = true;
    sending = false;
    connection.stop(() -> {});
    session.releaseFeed();
    alarm = Optional.empty();
    become(EndpointState.STANDBY, "Standby; node " + owner + " sends.");
  }

  /**
   * Gives the feed back and closes stream, channel and connection, waiting up to two seconds for
   * the MUX; after it returned no call is inside the source.
   */
  public void stop() {
    ScheduledFuture<?> timer = changeTimer;
    if (timer != null) {
      timer.cancel(false);
    }
    captures.close();
    CountDownLatch stopped = new CountDownLatch(1);
    loop.execute(
        () -> {
          wanted = false;
          sending = false;
          connection.stop(stopped::countDown);
          session.releaseFeed();
        });
    await(stopped, PATIENCE);
    alarm = Optional.empty();
    changes.end();
    become(EndpointState.STOPPED, "Stopped.");
  }

  private void lookAtChanges() {
    changes.look(session.statistics(), settings.oldestChange());
  }

  /** What was odd about the MUX, the oldest first. */
  List<Seen> explanations() {
    return notes.entries();
  }

  /** Captures of the connection. */
  CaptureDesk captures() {
    return captures;
  }

  /** Takes settings over; only those of the connection itself make a new one. */
  public void apply(OutputSettings changed) {
    settings = changed;
    seat.rename(right(changed));
    loop.execute(() -> connection.apply(changed));
  }

  /** Gives the feed back; after it returned no call is inside the source. */
  public void releaseFeed() {
    CountDownLatch released = new CountDownLatch(1);
    loop.execute(
        () -> {
          session.releaseFeed();
          released.countDown();
        });
    await(released, PATIENCE);
  }

  private void await(CountDownLatch latch, Duration patience) {
    try {
      if (!latch.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("emmg {} goes on without waiting longer for its end", settings.audience().name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    seat.close();
  }

  public EndpointState state() {
    return status.state();
  }

  public Instant since() {
    return status.since();
  }

  public String detail() {
    return status.detail();
  }

  public Map<String, Long> counters() {
    return counters.all();
  }

  /** What the MUX allows and what it gets; both 0 while EMMs do not flow. */
  public List<MetricFamily> metrics() {
    boolean flows = status.state() == EndpointState.RUNNING;
    Map<String, String> own = Map.of("output", settings.audience().name());
    return List.of(
        MetricFamily.gauge(
            "emmg_allowed_kbit",
            "Bandwidth that the MUX allows, in 1000 bit/s.",
            List.of(Sample.of(own, flows ? session.allowedKbit() : 0))),
        MetricFamily.gauge(
            "emmg_sent_kbit",
            "Sent in the last ten seconds, in 1000 bit/s.",
            List.of(Sample.of(own, flows ? session.sentKbit() : 0))));
  }

  public List<Alarm> alarms() {
    return Stream.concat(alarm.stream(), changes.alarm().stream()).toList();
  }

  /** The MUX while EMMs flow, with bandwidth and cycle. */
  public List<Peer> peers() {
    EndpointStatus now = status;
    if (now.state() != EndpointState.RUNNING) {
      return List.of();
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", Integer.toString(settings.version()));
    facts.put("client_id", String.format(Locale.ROOT, "0x%08X", settings.ids().clientId()));
    facts.put("state", session.state().name().toLowerCase(Locale.ROOT));
    facts.put("allowed_kbit", Long.toString(session.allowedKbit()));
    facts.put("sent_kbit", Long.toString(session.sentKbit()));
    session.statistics().ifPresent(figures -> add(facts, figures));
    if (!session.note().isEmpty()) {
      facts.put("last_error", session.note());
    }
    return List.of(new Peer(settings.target(), now.since(), facts));
  }

  private static void add(Map<String, String> facts, FeedStatistics figures) {
    facts.put("cards", Long.toString(figures.cards()));
    facts.put("sent", Long.toString(figures.sent()));
    facts.put("dummies", Long.toString(figures.dummies()));
    facts.put("changes", Long.toString(figures.waitingChanges()));
    facts.put("bulk", Long.toString(figures.waitingBulk()));
    facts.put("repeats", Long.toString(figures.waitingRepeats()));
    facts.put("oldest_change_ms", Long.toString(figures.oldestChange().toMillis()));
    facts.put("cycle_ms", Long.toString(figures.cycle().toMillis()));
    facts.put("cycles", Long.toString(figures.cycles()));
  }

  private void become(EndpointState state, String detail) {
    EndpointStatus before = status;
    Instant since = before.state() == state ? before.since() : clock.instant();
    status = new EndpointStatus(state, since, detail);
  }

  /** Turns what happens to the connection into status and alarm, without a storm of either. */
  private final class StatusObserver implements MuxConnection.Observer {
    @Override
    public void open() {
      if (status.state() != EndpointState.RUNNING) {
        LOG.info("emmg {}: EMMs flow to {}", settings.audience().name(), settings.target());
        become(EndpointState.RUNNING, "Sends EMMs to " + settings.target() + ".");
      }
    }

    @Override
    public void settled() {
      alarm = Optional.empty();
    }

    @Override
    public void unreachable(String reason, long pauseMillis) {
      if (alarm.isEmpty() && clock.instant().isBefore(quietUntil)) {
        LOG.info(
            "emmg {}: {} is not taken over yet: {}",
            settings.audience().name(),
            settings.target(),
            reason);
      } else if (alarm.isEmpty()) {
        LOG.warn(
            "emmg {}: {} is not reached: {}; it is tried again by itself",
            settings.audience().name(),
            settings.target(),
            reason);
        alarm =
            Optional.of(
                new Alarm(
                    AlarmCode.MUX_UNREACHABLE,
                    "emmg " + settings.audience().name(),
                    clock.instant(),
                    List.of(settings.target(), reason)));
      }
      become(
          EndpointState.STARTING,
          "%s is not reached: %s. Tried again in %d s."
              .formatted(settings.target(), reason, (pauseMillis + 999) / 1_000));
      seat.interrupted();
      // After whoever calls has set the pause, which a doubt must not end.
      ownershipChanged();
    }
  }
}
