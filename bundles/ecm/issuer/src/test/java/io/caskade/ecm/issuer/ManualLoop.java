package io.caskade.ecm.issuer;

import io.caskade.api.ecm.LaneOwner;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** An event loop that runs when the test says so. */
final class ManualLoop implements LaneOwner {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean stopped;
  int changes;

  @Override
  public synchronized void execute(Runnable task) {
    if (stopped) {
      throw new RejectedExecutionException("stopped");
    }
    tasks.add(task);
  }

  @Override
  public void routesChanged() {
    changes++;
  }

  synchronized void stop() {
    stopped = true;
    tasks.clear();
  }

  void run() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable next() {
    return tasks.poll();
  }
}
