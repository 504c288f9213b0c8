package io.caskade.ops.cluster;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a step once a second, and at once when it is poked; runs a last step when it ends. */
final class ClusterThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterThread.class);
  static final String NAME = "caskade-cluster";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration every;
  private final Semaphore pokes = new Semaphore(0);
  private final Thread thread;
  private volatile Runnable last = () -> {};
  private volatile boolean ending;

  ClusterThread(Runnable step, Duration every) {
    this.every = every;
    thread = new Thread(() -> work(step), NAME);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void poke() {
    pokes.release();
  }

  private void work(Runnable step) {
    while (!ending) {
      guarded(step);
      try {
        if (pokes.tryAcquire(every.toNanos(), TimeUnit.NANOSECONDS)) {
          pokes.drainPermits();
        }
      } catch (InterruptedException e) {
        // Nobody of ours interrupts this thread: whoever does wants it to end.
        ending = true;
      }
    }
    guarded(last);
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("A look at the rights of the nodes failed; the next one is tried", e);
    }
  }

  /** Ends the thread after that step, waiting ten seconds at most. */
  void end(Runnable step) {
    last = step;
    ending = true;
    poke();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The database still does not answer; the thread of the nodes ends when it does");
    }
  }

  @Override
  public void close() {
    end(() -> {});
  }
}
