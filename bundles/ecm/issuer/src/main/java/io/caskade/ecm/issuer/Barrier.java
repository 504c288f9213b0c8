package io.caskade.ecm.issuer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty task through every lane (architecture section 3): when it has arrived, no call is inside
 * a worker of the table before, and these were wiped on their own loops. A loop that is late wipes
 * them when it comes by; nothing is ever wiped under a call.
 */
final class Barrier {
  private static final Logger LOG = LoggerFactory.getLogger(Barrier.class);

  /**
   * What goes through one lane.
   *
   * @param retired workers of this lane that the new table no longer has
   * @param changed whether the owner is told that routes changed
   */
  record Passage(Lane lane, List<Confined> retired, boolean changed) {}

  private final List<Passage> passages;
  private final CountDownLatch awaited;

  private Barrier(List<Passage> passages) {
    this.passages = passages;
    this.awaited = new CountDownLatch(passages.size());
  }

  /** Sends the tasks; call it without holding a lock, a lane may run its task at once. */
  static Barrier send(List<Passage> passages) {
    var barrier = new Barrier(List.copyOf(passages));
    for (Passage passage : barrier.passages) {
      passage.lane().pass(passage.retired(), passage.changed(), barrier.awaited::countDown);
    }
    return barrier;
  }

  /**
   * Waits until every lane came by, at most {@code limit}; on one of the lanes not at all.
   *
   * @return whether every lane came by
   */
  boolean await(Duration limit) {
    boolean onLoop = passages.stream().anyMatch(passage -> passage.lane().isOnLoop());
    boolean passed = false;
    try {
      passed = awaited.await(onLoop ? 0 : limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!passed && !onLoop) {
      LOG.warn(
          "{} of {} event loops did not come by within {} ms; their old workers are wiped when"
              + " they do. Look for what keeps the loop busy.",
          awaited.getCount(),
          passages.size(),
          limit.toMillis());
    }
    return passed;
  }
}
