package io.caskade.ecm.issuer;

import io.caskade.api.ecm.LaneOwner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An event loop with a thread of its own. */
final class ThreadLoop implements LaneOwner, AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "test-loop"));
  final AtomicInteger changes = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }

  <T> T call(Callable<T> task) throws Exception {
    return submit(task).get(20, TimeUnit.SECONDS);
  }

  @Override
  public void routesChanged() {
    changes.incrementAndGet();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
