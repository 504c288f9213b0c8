package io.caskade.ecm.issuer.clock;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that ticks the ECM time once a second, and ends it. */
public final class ClockKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockKeeper.class);
  private static final long PATIENCE_SECONDS = 5;

  /** Name of the thread. */
  public static final String THREAD = "caskade-issuer-clock";

  private final EcmTime time;
  private final ScheduledExecutorService ticker;

  public ClockKeeper(EcmTime time) {
    this(time, Duration.ofSeconds(1));
  }

  ClockKeeper(EcmTime time, Duration period) {
    this.time = time;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, THREAD);
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        ticker.scheduleAtFixedRate(
            this::tick, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      time.tick();
    } catch (RuntimeException e) {
      // A task that throws is never run again; the clock must go on being steered.
      LOG.error("The ECM time could not be compared with the system clock", e);
    }
  }

  /** Ends the thread, then leaves the exact floor behind. */
  @Override
  public void close() {
    ticker.shutdown();
    try {
      if (!ticker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The disk keeps the thread of the ECM time for more than {} s", PATIENCE_SECONDS);
        ticker.shutdownNow();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    time.close();
  }
}
