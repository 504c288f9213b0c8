package io.caskade.receivers.server;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own thread: whatever is not done on the way of a request. */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final long ROUND_MILLIS = 100;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long END_SECONDS = 2;

  private final ScheduledThreadPoolExecutor thread;
  private final Runnable everyRound;
  private final Runnable everyMinute;

  Rounds(Runnable everyRound, Runnable everyMinute) {
    this.everyRound = everyRound;
    this.everyMinute = everyMinute;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "caskade-receivers-server");
              made.setDaemon(true);
              return made;
            });
  }

  void start() {
    every(ROUND_MILLIS, everyRound);
    every(MINUTE_MILLIS, everyMinute);
  }

  private void every(long millis, Runnable task) {
    var unused = thread.scheduleWithFixedDelay(() -> run(task), 0, millis, TimeUnit.MILLISECONDS);
  }

  /** Does something a little later; nothing after the end. */
  void later(Runnable task) {
    try {
      var unused = thread.schedule(() -> run(task), ROUND_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The server has ended; a task is left out");
    }
  }

  /** Does something on the thread as soon as it is free; nothing after the end. */
  void soon(Runnable task) {
    try {
      thread.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("The server has ended; a task is left out");
    }
  }

  /** One that fails must not end the others. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("The control-word server failed at what it does beside requests", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The thread of the control-word server is still busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
