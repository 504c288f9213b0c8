package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.LaneOwner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One event loop as its sessions see it: the way to the issuer, the time, and two timers for all of
 * them. Everything but {@link #execute} happens on the loop. A session holds no service; it asks
 * here each time, and an issuer that went is forgotten here once.
 */
public final class SessionLoop implements LaneOwner {
  private static final long SWEEP_MILLIS = 250;
  private static final int SWEEPS_PER_ALARM_SWEEP = 4;

  /** How often what waits is looked at: a fraction of the shortest sensible max_comp_time. */
  private static final long WAITING_MILLIS = 10;

  private static final int SCRATCH = 1 << 16;
  private static final int USUAL_CRITERIA = 64;
  private static final EcmResult UNAVAILABLE = new EcmResult.Unavailable();

  private final ScheduledExecutorService executor;
  private final LongSupplier nanoTime;
  private final WordFingerprint fingerprint = new WordFingerprint(new SecureRandom());
  private final Set<ScsSession> sessions = new LinkedHashSet<>();
  private final Set<ScsSession> waiting = new LinkedHashSet<>();
  private final Runnable iterationEnd = this::endOfTurn;
  private final byte[] datagram = new byte[EcmForm.MOST_BYTES];
  private final byte[] criteria = new byte[USUAL_CRITERIA];
  private final byte[] word8 = new byte[8];
  private final byte[] word16 = new byte[16];
  private byte @Nullable [] scratch;
  private @Nullable EcmService service;
  private @Nullable EcmLane lane;
  private @Nullable ScheduledFuture<?> sweepTimer;
  private @Nullable ScheduledFuture<?> waitingTimer;
  private int sweeps;
  private boolean reading;
  private long readingSince;

  /**
   * @param executor the event loop
   * @param nanoTime its clock
   */
  public SessionLoop(ScheduledExecutorService executor, LongSupplier nanoTime) {
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Uses an issuer from now on; what waited goes to it at once. */
  public void adopt(EcmService newService, EcmLane newLane) {
    service = newService;
    lane = newLane;
    routesChanged();
  }

  /** Forgets an issuer, unless another one was adopted meanwhile. */
  public void abandon(EcmService old) {
    if (service == old) {
      service = null;
      lane = null;
    }
  }

  @Override
  public void routesChanged() {
    for (ScsSession session : List.copyOf(waiting)) {
      session.routesChanged();
    }
  }

  /** Nanoseconds, only good for differences. */
  public long now() {
    return nanoTime.getAsLong();
  }

  /**
   * Tells that a session reads. The first one of a turn of the loop sets the arrival time of all
   * that is read in the turn, so that time spent on other sessions counts as waiting.
   */
  public void reads() {
    if (!reading) {
      reading = true;
      readingSince = now();
      executor.execute(iterationEnd);
    }
  }

  private void endOfTurn() {
    reading = false;
  }

  long arrival() {
    return readingSince;
  }

  /** 64 KiB to copy what was read into; whoever uses it wipes what it held. */
  public byte[] scratch() {
    byte[] bytes = scratch;
    if (bytes == null) {
      bytes = new byte[SCRATCH];
      scratch = bytes;
    }
    return bytes;
  }

  /** Room for one ECM in either form. */
  byte[] datagramScratch() {
    return datagram;
  }

  /** Room for access criteria of the usual lengths. */
  byte[] criteriaScratch() {
    return criteria;
  }

  /** An array of exactly this length for a control word; whoever uses it wipes it. */
  byte[] wordScratch(int length) {
    return switch (length) {
      case 8 -> word8;
      case 16 -> word16;
      default -> new byte[length];
    };
  }

  WordFingerprint fingerprint() {
    return fingerprint;
  }

  EcmResult issue(EcmRequest request) {
    return lane == null ? UNAVAILABLE : lane.issue(request);
  }

  /** Unknown while there is no issuer, and while it serves nothing at all: the head-end starts. */
  Route route(SuperCasId superCasId) {
    EcmService asked = service;
    if (asked == null) {
      return new Route.Unknown();
    }
    return asked
        .offer(superCasId)
        .<Route>map(Route.Leads::new)
        .orElseGet(() -> asked.caSystemIds().isEmpty() ? new Route.Unknown() : new Route.Nowhere());
  }

  /** CA_system_ids that are served, for people. */
  String caSystemIds() {
    return service == null
        ? ""
        : service.caSystemIds().stream()
            .map(id -> String.format(Locale.ROOT, "0x%04X", id))
            .collect(Collectors.joining(", "));
  }

  void add(ScsSession session) {
    sessions.add(session);
    if (sweepTimer == null) {
      sweepTimer = every(SWEEP_MILLIS, this::sweep);
    }
  }

  void remove(ScsSession session) {
    sessions.remove(session);
    waiting.remove(session);
    if (sessions.isEmpty()) {
      sweepTimer = stop(sweepTimer);
      waitingTimer = stop(waitingTimer);
    }
  }

  /** The session has something that waits for an issuer, until {@link #waitsNoMore}. */
  void waits(ScsSession session) {
    waiting.add(session);
    if (waitingTimer == null) {
      waitingTimer = every(WAITING_MILLIS, this::checkWaiting);
    }
  }

  void waitsNoMore(ScsSession session) {
    waiting.remove(session);
    if (waiting.isEmpty()) {
      waitingTimer = stop(waitingTimer);
    }
  }

  private void checkWaiting() {
    long now = now();
    for (ScsSession session : List.copyOf(waiting)) {
      session.checkWaiting(now);
    }
  }

  private void sweep() {
    long now = now();
    boolean alarms = ++sweeps % SWEEPS_PER_ALARM_SWEEP == 0;
    List<ScsSession> overdue = new ArrayList<>();
    for (ScsSession session : sessions) {
      if (session.isOverdue(now)) {
        overdue.add(session);
      } else if (alarms) {
        session.sweepAlarms(now);
      }
    }
    overdue.forEach(ScsSession::close); // removes it from the set, hence not above
  }

  private ScheduledFuture<?> every(long millis, Runnable task) {
    return executor.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static @Nullable ScheduledFuture<?> stop(@Nullable ScheduledFuture<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
    return null;
  }
}
