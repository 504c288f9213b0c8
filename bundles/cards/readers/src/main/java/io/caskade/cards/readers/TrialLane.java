package io.caskade.cards.readers;

import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.LaneOwner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An event loop that lives for one ECM: tasks of the issuer wait until the calling thread comes by,
 * before and after its call. So a swap of profiles meanwhile waits for no longer than an ECM takes.
 */
final class TrialLane implements LaneOwner {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean ended;

  /** Makes one ECM on the calling thread. */
  static EcmResult issue(EcmService issuer, EcmRequest request) {
    var loop = new TrialLane();
    try (EcmLane lane = issuer.openLane(loop)) {
      loop.comeBy();
      return lane.issue(request);
    } finally {
      loop.end();
    }
  }

  @Override
  public synchronized void execute(Runnable task) {
    if (ended) {
      throw new RejectedExecutionException("the trial is over");
    }
    tasks.add(task);
  }

  @Override
  public void routesChanged() {
    // The trial asks once and gives its answer, whatever it is.
  }

  private void comeBy() {
    for (Runnable task = take(); task != null; task = take()) {
      task.run();
    }
  }

  /** After the lane was closed: what the issuer has still to wipe is wiped now. */
  private void end() {
    comeBy();
    synchronized (this) {
      ended = true;
    }
    comeBy();
  }

  private synchronized @Nullable Runnable take() {
    return tasks.poll();
  }
}
