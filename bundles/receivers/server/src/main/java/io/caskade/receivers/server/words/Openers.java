package io.caskade.receivers.server.words;

import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.ecm.OpeningLane;
import io.caskade.api.receivers.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that open ECMs, and the issuer that they use at the moment. Any thread. */
public final class Openers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Openers.class);
  private static final long BARRIER_SECONDS = 1;
  private static final long JOIN_MILLIS = 1_000;

  private final WordCache cache;
  private final OpeningFigures figures;
  private final List<OpenerThread> threads = new ArrayList<>();
  private volatile int most;
  private volatile @Nullable EcmOpenings issuer;
  private List<OpeningLane> lanes = List.of();

  /**
   * @param count threads
   * @param most ECMs that may wait at a time, for each thread
   * @param millis monotonic
   */
  public Openers(
      int count,
      int most,
      WordCache cache,
      WordMaker maker,
      OpeningFigures figures,
      LongSupplier millis) {
    this.cache = cache;
    this.figures = figures;
    this.most = most;
    for (int i = 1; i <= count; i++) {
      threads.add(new OpenerThread(i, cache, maker, figures, millis));
    }
  }

  /** Starts the threads. */
  public void start() {
    threads.forEach(OpenerThread::start);
  }

  /** So many may wait from now on. */
  public void limit(int newMost) {
    most = newMost;
  }

  /** Opens an ECM soon, or refuses it at once when too many wait. */
  public void open(CachedEcm ecm) {
    int thread = (int) Long.remainderUnsigned(ecm.identity().print(), threads.size());
    if (!threads.get(thread).offer(ecm, most)) {
      figures.overflow.increment();
      cache.drop(ecm);
      ecm.complete(new Verdict.Closed(Refusal.BUSY));
    }
  }

  /** The issuer of the moment, null while there is none. */
  public @Nullable EcmOpenings issuer() {
    return issuer;
  }

  /** Uses an issuer from now on; the one before is forgotten. */
  public synchronized void use(EcmOpenings next) {
    List<OpeningLane> before = lanes;
    List<OpeningLane> opened = new ArrayList<>();
    for (OpenerThread thread : threads) {
      OpeningLane lane = next.openingLane(thread);
      opened.add(lane);
      thread.execute(() -> thread.use(lane));
    }
    lanes = opened;
    issuer = next;
    barrier();
    before.forEach(OpeningLane::close);
  }

  /**
   * Forgets an issuer, unless another one is in use meanwhile. After it returned no call is inside
   * the issuer's openers.
   */
  public synchronized void forget(EcmOpenings gone) {
    if (issuer != gone) {
      return;
    }
    issuer = null;
    for (OpenerThread thread : threads) {
      thread.execute(() -> thread.use(null));
    }
    barrier();
    lanes.forEach(OpeningLane::close);
    lanes = List.of();
  }

  private void barrier() {
    CountDownLatch passed = new CountDownLatch(threads.size());
    threads.forEach(thread -> thread.execute(passed::countDown));
    try {
      if (!passed.await(BARRIER_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The openers of receivers' ECMs are busy for more than {} s", BARRIER_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers those that waited for too long. */
  public void expire() {
    threads.forEach(thread -> thread.execute(thread::expire));
  }

  /** ECMs that wait. */
  public int waiting() {
    return threads.stream().mapToInt(OpenerThread::waiting).sum();
  }

  /** Ends the threads. */
  @Override
  public synchronized void close() {
    EcmOpenings present = issuer;
    if (present != null) {
      forget(present);
    }
    threads.forEach(OpenerThread::stop);
    try {
      for (OpenerThread thread : threads) {
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
