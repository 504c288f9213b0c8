package io.caskade.faces.webhooks;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on a thread of its own. After its end it takes no task. */
final class LoopThread implements Loop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
  static final String NAME = "caskade-webhooks";
  private static final int LAST_TASK_SECONDS = 5;

  private final ScheduledThreadPoolExecutor executor;

  LoopThread() {
    executor = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, NAME));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // An answer may come when nobody waits for it any more.
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void execute(Runnable task) {
    schedule(Duration.ZERO, task);
  }

  @Override
  public Future<?> schedule(Duration delay, Runnable task) {
    return executor.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a last task, for a bounded time, and ends the thread. */
  void end(Runnable last) {
    Future<?> done = executor.submit(() -> run(last));
    try {
      done.get(LAST_TASK_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The deliveries of webhooks did not end in time: {}", e.toString());
    }
    close();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A step of the deliveries of webhooks failed; they go on", e);
    }
  }
}
