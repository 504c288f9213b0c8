package io.caskade.ecm.issuer.clock;

import io.caskade.api.ecm.EcmClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ECM time. It begins at the later of system clock and persisted floor, is carried on by a
 * monotonic source, and {@link #tick}, once a second, steers it:
 *
 * <ul>
 *   <li>a difference to the system clock of up to 2 s is slewed away, at most 500 millionths;
 *   <li>a larger one (a step, or a suspended machine) is not followed until {@link #accept};
 *   <li>an accepted step forward is followed at once, one backwards by running 5 % slower.
 * </ul>
 *
 * <p>The floor runs ahead of every stamp in a file, so that no restart, also after kill -9, stamps
 * earlier than before. How far the system clock is beyond the floor at start does not matter: the
 * box may have been off. When the file cannot be written ECMs go on, with a warning; the promise
 * for the next restart is then void.
 */
public final class EcmTime implements EcmClock, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EcmTime.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long STEP = EcmTimeSettings.STEP.toNanos();

  private final InstantSource system;
  private final LongSupplier nanoTime;
  private final FloorStore store;
  private final AtomicLong stamped;
  private volatile EcmTimeSettings settings;
  private volatile Segment segment;
  private volatile long floor;
  private volatile @Nullable PendingStep pending;

  // Guarded by this:
  private boolean comingBack;
  private long lastOffset;
  private boolean floorFailed;

  /**
   * A difference to the system clock that waits for {@link EcmClock#accept()}.
   *
   * @param step positive when the system clock is ahead
   */
  public record PendingStep(Duration step, Instant since) {}

  /**
   * One stretch of steady steering.
   *
   * @param start monotonic nanoseconds at its beginning
   * @param base ECM time then, nanoseconds since 1970
   * @param rate what it runs faster, above -1
   * @param target correction at which the rate has done its work and ends, same sign as rate
   */
  private record Segment(long start, long base, double rate, long target) {
    long at(long now) {
      long elapsed = now - start;
      long correction = (long) (elapsed * rate);
      return base
          + elapsed
          + (rate < 0 ? Math.max(correction, target) : Math.min(correction, target));
    }
  }

  /** Reads the floor and begins; the caller calls {@link #tick} once a second. */
  public EcmTime(
      InstantSource system, LongSupplier nanoTime, FloorStore store, EcmTimeSettings settings) {
    this.system = system;
    this.nanoTime = nanoTime;
    this.store = store;
    this.settings = settings;
    long now = systemNanos();
    OptionalLong kept = store.load();
    long begin = Math.max(now, kept.orElse(0) * SECOND);
    this.floor = kept.orElse(0);
    this.stamped = new AtomicLong(Math.floorDiv(begin, SECOND));
    this.segment = new Segment(nanoTime.getAsLong(), begin, 0, 0);
    // Up to the lead of the floor this is the trace of a kill -9, not of a wrong clock.
    long offset = now - begin;
    this.comingBack = offset < -STEP && -offset <= settings.floorAhead().toNanos() + STEP;
    this.lastOffset = offset;
    tick();
  }

  public void settings(EcmTimeSettings newSettings) {
    settings = newSettings;
  }

  /**
   * The stamp for an ECM, seconds since 1970. Never less than any earlier one; locks and allocates
   * nothing.
   */
  public long seconds() {
    long now = Math.floorDiv(segment.at(nanoTime.getAsLong()), SECOND);
    long highest = stamped.get();
    // A reader that was suspended between segment and clock could otherwise come out behind.
    while (now > highest) {
      if (stamped.compareAndSet(highest, now)) {
        return now;
      }
      highest = stamped.get();
    }
    return highest;
  }

  /** Compares with the system clock, steers, and raises the floor. Once a second. */
  public synchronized void tick() {
    long mono = nanoTime.getAsLong();
    long ecm = segment.at(mono);
    steer(mono, ecm, systemNanos() - ecm);
    raiseFloor(ecm);
  }

  private void steer(long mono, long ecm, long offset) {
    double rate = 0;
    if (Math.abs(offset) <= STEP) {
      comingBack = false;
      double most = settings.maxSlewPpm() / 1e6;
      rate = Math.max(-most, Math.min(most, (double) offset / SECOND));
      settle();
    } else if (comingBack && offset < 0 && offset >= lastOffset - STEP) {
      rate = -settings.backwardSlewPercent() / 100.0;
      settle();
    } else {
      comingBack = false;
      hold(offset);
    }
    lastOffset = offset;
    segment = new Segment(mono, ecm, rate, rate == 0 ? 0 : offset);
  }

  private void hold(long offset) {
    PendingStep before = pending;
    if (before == null) {
      LOG.error(
          "The system clock is {} s {} ECM time, which does not follow. Check the clock (NTP); if"
              + " it is right, accept it with cas:clock-accept.",
          Math.abs(offset) / SECOND,
          offset < 0 ? "behind" : "ahead of");
    }
    pending =
        new PendingStep(
            Duration.ofNanos(offset), before == null ? system.instant() : before.since());
  }

  private void settle() {
    if (pending != null) {
      LOG.info("The system clock and ECM time agree again, or are being brought together");
    }
    pending = null;
  }

  @Override
  public synchronized void accept() {
    long mono = nanoTime.getAsLong();
    long ecm = segment.at(mono);
    long offset = systemNanos() - ecm;
    if (offset > STEP) {
      LOG.info("ECM time follows the system clock {} s forwards", offset / SECOND);
      raiseFloor(ecm + offset);
      segment = new Segment(mono, ecm + offset, 0, 0);
      settle();
    } else if (offset < -STEP) {
      LOG.info(
          "ECM time runs {} % slower until the system clock, {} s behind, has caught up",
          settings.backwardSlewPercent(), -offset / SECOND);
      comingBack = true;
      lastOffset = offset;
      steer(mono, ecm, offset);
    }
  }

  private void raiseFloor(long ecm) {
    long ahead = settings.floorAhead().toSeconds();
    long now = -Math.floorDiv(-ecm, SECOND);
    if (floor - now > ahead / 2) {
      return;
    }
    try {
      store.save(now + ahead);
      floor = now + ahead;
      floorFailed = false;
    } catch (IOException e) {
      if (!floorFailed) {
        LOG.warn(
            "The floor of the ECM time cannot be written ({}). ECMs go on; a restart now could"
                + " stamp earlier than before. Free space on the disk.",
            e.toString());
      }
      floorFailed = true;
    }
  }

  @Override
  public EcmClockState state() {
    long ecm = Math.max(segment.at(nanoTime.getAsLong()), stamped.get() * SECOND);
    PendingStep step = pending;
    return new EcmClockState(
        Instant.ofEpochSecond(0, ecm),
        system.instant(),
        Instant.ofEpochSecond(floor),
        step == null ? Duration.ZERO : step.step());
  }

  /** The step that waits for {@link #accept}, for the alarm. */
  public Optional<PendingStep> pendingStep() {
    return Optional.ofNullable(pending);
  }

  /** Leaves the exact floor behind, so that a clean restart loses nothing. Nobody stamps after. */
  @Override
  public synchronized void close() {
    long last = Math.max(stamped.get(), Math.floorDiv(segment.at(nanoTime.getAsLong()), SECOND));
    try {
      store.save(last);
      floor = last;
    } catch (IOException e) {
      LOG.warn("The floor of the ECM time stays {} s ahead: {}", floor - last, e.toString());
    }
  }

  private long systemNanos() {
    Instant now = system.instant();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), SECOND), now.getNano());
  }
}
