package io.caskade.emm.emmg;

import io.caskade.api.ops.StreamLease;
import io.caskade.api.ops.StreamLeases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Leases that a test deals out. */
final class Referee implements StreamLeases {
  static final StreamLease.Standing UNKNOWN = new StreamLease.Standing(false, "", 0);
  static final StreamLease.Standing OURS = new StreamLease.Standing(true, "here", 1);
  static final StreamLease.Standing THEIRS = new StreamLease.Standing(false, "there", 2);

  final List<String> claimed = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final AtomicInteger interrupted = new AtomicInteger();
  private volatile StreamLease.Standing standing;
  private volatile boolean doubts;
  private volatile Runnable changed = () -> {};

  Referee(StreamLease.Standing standing) {
    this.standing = standing;
  }

  void deal(StreamLease.Standing next) {
    standing = next;
    changed.run();
  }

  /** After a death of the connection it is not known any more who owns. */
  void doubtInterruptions() {
    doubts = true;
  }

  @Override
  public synchronized StreamLease claim(String name, Runnable told) {
    claimed.add(name);
    changed = told;
    return new StreamLease() {
      @Override
      public Standing standing() {
        return standing;
      }

      @Override
      public void interrupted() {
        interrupted.incrementAndGet();
        if (doubts) {
          standing = UNKNOWN;
        }
      }

      @Override
      public void close() {
        closed.add(name);
      }
    };
  }
}
