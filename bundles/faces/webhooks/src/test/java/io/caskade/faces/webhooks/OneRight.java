package io.caskade.faces.webhooks;

import io.caskade.api.ops.StreamLease;
import io.caskade.api.ops.StreamLeases;

/** Leases that a test deals out. */
final class OneRight implements StreamLeases {
  String name = "";
  private volatile boolean owned;
  private Runnable changed = () -> {};

  OneRight(boolean owned) {
    this.owned = owned;
  }

  void deal(boolean owns) {
    owned = owns;
    changed.run();
  }

  @Override
  public StreamLease claim(String claimed, Runnable told) {
    name = claimed;
    changed = told;
    return new StreamLease() {
      @Override
      public Standing standing() {
        return new Standing(owned, owned ? "here" : "there", 1);
      }

      @Override
      public void interrupted() {
        throw new AssertionError("nothing of a webhook is interrupted");
      }

      @Override
      public void close() {
        owned = false;
      }
    };
  }
}
