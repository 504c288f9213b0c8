package io.caskade.ops.replica;

import io.caskade.api.ops.StreamLease;
import io.caskade.api.ops.StreamLeases;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The active node owns everything, the other one nothing. */
final class Claims implements StreamLeases {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final List<Runnable> claimants = new CopyOnWriteArrayList<>();
  private volatile StreamLease.Standing standing = new StreamLease.Standing(false, "", 0);

  @Override
  public StreamLease claim(String name, Runnable changed) {
    claimants.add(changed);
    return new StreamLease() {
      @Override
      public Standing standing() {
        return standing;
      }

      @Override
      public void interrupted() {
        // Nobody can have taken it: that needs an operator, or a word from the other node.
      }

      @Override
      public void close() {
        claimants.remove(changed);
      }
    };
  }

  /** This head-end belongs to no pair any more. */
  void beAlone() {
    become(new StreamLease.Standing(true, "", 0));
  }

  /** Everything is this node's, or another one's; who claims something is told. */
  void become(StreamLease.Standing next) {
    if (next.equals(standing)) {
      return;
    }
    standing = next;
    for (Runnable claimant : claimants) {
      try {
        claimant.run();
      } catch (RuntimeException e) {
        LOG.error("Somebody failed to notice who is the active node now", e);
      }
    }
  }
}
