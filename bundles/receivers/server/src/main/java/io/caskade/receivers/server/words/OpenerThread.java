package io.caskade.receivers.server.words;

import io.caskade.api.ecm.EcmOpening;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.OpeningLane;
import io.caskade.api.receivers.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that opens ECMs through a lane of its own. While no profile serves, because one is being
 * updated, an ECM waits for as long as a receiver does.
 */
final class OpenerThread implements LaneOwner {
  private static final Logger LOG = LoggerFactory.getLogger(OpenerThread.class);
  private static final long PATIENCE_MILLIS = 700;

  private final WordCache cache;
  private final WordMaker maker;
  private final OpeningFigures figures;
  private final LongSupplier millis;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread thread;
  private volatile boolean stopped;

  // Confined to the thread:
  private @Nullable OpeningLane lane;
  private final Queue<Parked> parked = new ArrayDeque<>();
  private boolean done;

  private record Parked(CachedEcm ecm, long untilMillis) {}

  OpenerThread(
      int number, WordCache cache, WordMaker maker, OpeningFigures figures, LongSupplier millis) {
    this.cache = cache;
    this.maker = maker;
    this.figures = figures;
    this.millis = millis;
    thread = new Thread(this::run, "caskade-receivers-opener-" + number);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!done) {
        run(tasks.take());
      }
    } catch (InterruptedException e) {
      LOG.warn("The thread {} was interrupted; it ends", thread.getName());
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("An ECM of a receiver could not be dealt with: {}", e.toString());
    }
  }

  /**
   * Opens an ECM soon.
   *
   * @param most that may wait
   * @return false when too many wait
   */
  boolean offer(CachedEcm ecm, int most) {
    if (stopped || waiting.get() >= most) {
      return false;
    }
    figures.waiting(waiting.incrementAndGet());
    tasks.add(() -> open(ecm));
    return true;
  }

  private void open(CachedEcm ecm) {
    boolean settled = false;
    try {
      settled = tryToOpen(ecm);
    } finally {
      if (settled) {
        waiting.decrementAndGet();
      }
    }
    if (!settled) {
      parked.add(new Parked(ecm, millis.getAsLong() + PATIENCE_MILLIS));
    }
  }

  /** False while no profile serves. */
  private boolean tryToOpen(CachedEcm ecm) {
    OpeningLane present = lane;
    if (present == null) {
      return false;
    }
    EcmIdentity identity = ecm.identity();
    EcmOpening opening = present.open(identity.network(), identity.ecm());
    if (opening instanceof EcmOpening.Opened opened) {
      ecm.complete(maker.words(opened.ecm()));
      return true;
    }
    if (opening instanceof EcmOpening.Foreign) {
      // Not kept, so that no client can fill the cache with anything.
      cache.drop(ecm);
      figures.foreign.increment();
      ecm.complete(new Verdict.Closed(Refusal.ECM_FOREIGN));
      return true;
    }
    return false;
  }

  /** Uses a lane from now on, or none. Run on the thread. */
  void use(@Nullable OpeningLane next) {
    lane = next;
    retry();
  }

  @Override
  public void routesChanged() {
    retry();
  }

  private void retry() {
    List<Parked> all = new ArrayList<>(parked);
    parked.clear();
    for (Parked each : all) {
      if (tryToOpen(each.ecm())) {
        waiting.decrementAndGet();
      } else {
        parked.add(each);
      }
    }
  }

  /** Answers those that waited for too long. Run on the thread. */
  void expire() {
    long now = millis.getAsLong();
    for (Parked first = parked.peek();
        first != null && now - first.untilMillis() >= 0;
        first = parked.peek()) {
      parked.remove();
      giveUp(first.ecm(), Refusal.BUSY);
    }
  }

  private void giveUp(CachedEcm ecm, Refusal reason) {
    waiting.decrementAndGet();
    figures.unavailable.increment();
    cache.drop(ecm);
    ecm.complete(new Verdict.Closed(reason));
  }

  @Override
  public void execute(Runnable task) {
    if (stopped) {
      throw new RejectedExecutionException(thread.getName() + " has ended");
    }
    tasks.add(task);
  }

  int waiting() {
    return waiting.get();
  }

  /** Ends the thread behind what was given to it so far. */
  void stop() {
    tasks.add(
        () -> {
          parked.forEach(each -> giveUp(each.ecm(), Refusal.STOPPING));
          parked.clear();
          lane = null;
          done = true;
        });
    stopped = true;
  }

  void join(long limitMillis) throws InterruptedException {
    thread.join(limitMillis);
  }
}
