package io.caskade.ops.replica;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a step over and over, each time after the pause that the last one asked for. */
final class ReplicaThread {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaThread.class);
  static final String NAME = "caskade-replica";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final Semaphore pokes = new Semaphore(0);
  private final Thread thread;
  private volatile boolean ending;

  ReplicaThread(Supplier<Duration> step) {
    thread = new Thread(() -> work(step), NAME);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void poke() {
    pokes.release();
  }

  private void work(Supplier<Duration> step) {
    while (!ending) {
      Duration pause = guarded(step);
      try {
        if (pokes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          pokes.drainPermits();
        }
      } catch (InterruptedException e) {
        // Nobody of ours interrupts this thread: whoever does wants it to end.
        ending = true;
      }
    }
  }

  private static Duration guarded(Supplier<Duration> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      LOG.error("A round of the pair failed; the next one is tried", e);
      return AFTER_FAULT;
    }
  }

  /** The present step was the last one. */
  void finish() {
    ending = true;
  }

  /**
   * Ends the thread, waiting ten seconds at most.
   *
   * @param release frees it from what it waits for
   */
  void end(Runnable release) {
    ending = true;
    poke();
    release.run();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The database still does not answer; the thread of the pair ends when it does");
    }
  }
}
