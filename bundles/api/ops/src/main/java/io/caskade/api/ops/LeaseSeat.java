package io.caskade.api.ops;

import org.jspecify.annotations.Nullable;

/**
 * The place of one who may act only while a right is its own: claims it as soon as there are {@link
 * StreamLeases}, and tells how it stands. Without leases, ever, everything is owned. When they go,
 * while their bundle is exchanged, all stays as it was. Safe for any thread.
 */
public final class LeaseSeat implements AutoCloseable {
  private static final StreamLease.Standing ALONE = new StreamLease.Standing(true, "", 0);

  private final Runnable changed;
  private String name;
  private @Nullable StreamLeases leases;
  private @Nullable StreamLease lease;
  private StreamLease.Standing last = ALONE;

  /**
   * @param name of the right
   * @param changed told after the standing may have changed, on a thread of the leases or of the
   *     caller; must not block
   */
  public LeaseSeat(String name, Runnable changed) {
    this.name = name;
    this.changed = changed;
  }

  /** Leases came; in place of the former ones. */
  public void bind(StreamLeases bound) {
    synchronized (this) {
      leases = bound;
      lease = bound.claim(name, changed);
    }
    changed.run();
  }

  /** Leases went. */
  public void unbind(StreamLeases gone) {
    synchronized (this) {
      if (!gone.equals(leases)) {
        return;
      }
      last = standing();
      leases = null;
      lease = null;
    }
    changed.run();
  }

  /** Claims another right in place of the former one; nothing when it is the same. */
  public void rename(String other) {
    StreamLease former;
    synchronized (this) {
      if (other.equals(name)) {
        return;
      }
      name = other;
      former = lease;
      lease = leases == null ? null : leases.claim(other, changed);
    }
    if (former != null) {
      former.close();
    }
    changed.run();
  }

  public synchronized StreamLease.Standing standing() {
    return lease == null ? last : lease.standing();
  }

  /** May act now. */
  public boolean owns() {
    return standing().owns();
  }

  /** See {@link StreamLease#interrupted()}. */
  public void interrupted() {
    StreamLease present;
    synchronized (this) {
      present = lease;
    }
    if (present != null) {
      present.interrupted();
    }
  }

  /** Gives the right back; the standing stays as it was. */
  @Override
  public void close() {
    StreamLease present;
    synchronized (this) {
      last = standing();
      present = lease;
      lease = null;
      leases = null;
    }
    if (present != null) {
      present.close();
    }
  }
}
