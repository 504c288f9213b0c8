package io.caskade.ops.syslog;

import io.caskade.api.base.CaskadeException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which one forwarder makes its rounds. */
final class ForwarderThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForwarderThread.class);
  static final String NAME = "caskade-syslog-";

  private final ScheduledThreadPoolExecutor executor;
  private final String name;
  private final Supplier<Duration> round;
  private final Runnable interrupt;

  /**
   * @param round one round; gives the pause before the next
   * @param interrupt ends a round that waits for the network
   */
  ForwarderThread(String name, Supplier<Duration> round, Runnable interrupt) {
    this.name = name;
    this.round = round;
    this.interrupt = interrupt;
    executor = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, NAME + name));
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    executor.execute(this::run);
  }

  private void run() {
    Duration pause = Forwarder.POLL;
    try {
      pause = round.get();
    } catch (CaskadeException e) {
      LOG.debug("syslog {} waits: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("syslog {}: a round failed; it is tried again", name, e);
    }
    executor.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    interrupt.run();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("syslog {} did not end in time", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The last round may have connected again.
    interrupt.run();
  }
}
