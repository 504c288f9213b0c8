package io.caskade.ops.cluster;

import io.caskade.api.ops.StreamLease.Standing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One right as this node sees it. Changed under the lock of {@link Rights}; read by anyone. */
final class Right {
  static final long NEVER = Long.MIN_VALUE;

  private final String name;
  private final List<Runnable> claimants = new CopyOnWriteArrayList<>();
  private LeaseState state;
  private String owner = "";
  private long epoch;
  private volatile Standing standing;

  /** When it was last renewed, in monotonic nanoseconds. */
  long renewedAt = NEVER;

  /** Since when this node is stepping back, in monotonic nanoseconds. */
  long retiringSince = NEVER;

  Right(String name, LeaseState state, String owner, long epoch) {
    this.name = name;
    this.state = state;
    this.owner = state == LeaseState.OWNER ? owner : "";
    this.epoch = epoch;
    this.standing = new Standing(state == LeaseState.OWNER, this.owner, epoch);
  }

  String name() {
    return name;
  }

  LeaseState state() {
    return state;
  }

  /** The highest epoch that was seen. */
  long epoch() {
    return epoch;
  }

  Standing standing() {
    return standing;
  }

  List<Runnable> claimants() {
    return claimants;
  }

  /**
   * @return true when the standing is another one now
   */
  boolean become(LeaseState next, String seenOwner, long seenEpoch) {
    state = next;
    owner = seenOwner;
    epoch = Math.max(epoch, seenEpoch);
    Standing before = standing;
    standing = new Standing(next == LeaseState.OWNER, owner, epoch);
    return !standing.equals(before);
  }
}
