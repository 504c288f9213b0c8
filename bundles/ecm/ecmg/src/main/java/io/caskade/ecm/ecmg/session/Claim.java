package io.caskade.ecm.ecmg.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Others' wish for the ECM_channel_id of a session on a strict listener: it keeps the id when its
 * SCS answers a channel_test within 2 s. Confined to the holder's loop.
 */
final class Claim {
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

  private final List<Consumer<Boolean>> claimants = new ArrayList<>(0);
  private long deadline;

  /**
   * @param claimant is told whether the id is free
   */
  void challenged(Consumer<Boolean> claimant, long now) {
    if (claimants.isEmpty()) {
      deadline = now + PATIENCE;
    }
    claimants.add(claimant);
  }

  /** The holder's SCS said something. */
  void provedAlive() {
    tell(false);
  }

  /** The holder is gone. */
  void holderGone() {
    tell(true);
  }

  boolean isLost(long now) {
    return !claimants.isEmpty() && now - deadline >= 0;
  }

  private void tell(boolean free) {
    if (!claimants.isEmpty()) {
      List<Consumer<Boolean>> told = List.copyOf(claimants);
      claimants.clear();
      told.forEach(claimant -> claimant.accept(free));
    }
  }
}
