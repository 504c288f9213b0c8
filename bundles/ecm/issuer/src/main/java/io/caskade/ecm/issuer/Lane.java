package io.caskade.ecm.issuer;

import io.caskade.api.ecm.LaneOwner;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread's way to the table: its place there, and the barrier through it. */
abstract class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final int index;
  private final LaneUse use;
  private final LaneOwner owner;
  private final PublishedTable published;
  private final Consumer<Lane> onClose;

  /** Written by the loop, read by whoever asks whether it is the loop itself. */
  private @Nullable Thread thread;

  private volatile boolean closed;
  private volatile boolean drained;

  Lane(
      int index,
      LaneUse use,
      LaneOwner owner,
      PublishedTable published,
      Consumer<Lane> onClose) {
    this.index = index;
    this.use = use;
    this.owner = owner;
    this.published = published;
    this.onClose = onClose;
  }

  /**
   * The table for one call, read once; called on the loop.
   *
   * @return null when the lane is closed: its index may belong to another lane soon, though not
   *     before this loop was seen to be out of it
   */
  final @Nullable RouteTable enter() {
    thread = Thread.currentThread();
    return closed ? null : published.get();
  }

  /**
   * Sends a task through the loop that wipes retired workers there: behind it no call is inside
   * them.
   *
   * @param arrived run when the loop came by, or when it never will
   */
  final void pass(List<Confined> retired, boolean notify, Runnable arrived) {
    try {
      owner.execute(() -> arrive(retired, notify, arrived));
    } catch (RejectedExecutionException e) {
      abandon(retired);
      arrived.run();
    }
  }

  private void arrive(List<Confined> retired, boolean notify, Runnable arrived) {
    thread = Thread.currentThread();
    try {
      retired.forEach(Confined::close);
      if (closed) {
        drained = true;
      } else if (notify) {
        owner.routesChanged();
      }
    } catch (RuntimeException e) {
      LOG.error("The owner of ECM lane {} failed on changed routes: {}", index, Fault.text(e));
    } finally {
      arrived.run();
    }
  }

  /** The loop takes no more tasks. Its owner's word that it is done decides about wiping. */
  private void abandon(List<Confined> retired) {
    if (closed) {
      retired.forEach(Confined::close);
      drained = true;
    } else if (!retired.isEmpty()) {
      LOG.warn(
          "The event loop of ECM lane {} takes no tasks but was not closed; {} old workers are"
              + " dropped unwiped, as a call could be inside.",
          index,
          retired.size());
    }
  }

  /** True on the loop itself, which must never wait for its own barrier. */
  final boolean isOnLoop() {
    return thread == Thread.currentThread();
  }

  final int index() {
    return index;
  }

  final boolean isOpen() {
    return !closed;
  }

  /** What a route holds for it at {@link #index()}. */
  final LaneUse use() {
    return closed ? LaneUse.CLOSED : use;
  }

  /** True when the index may be given to another lane. */
  final boolean isDrained() {
    return drained;
  }

  /** Called by the issuer under its lock. */
  final void shut() {
    closed = true;
  }

  /** Gives the place back; any thread. */
  public final void close() {
    onClose.accept(this);
  }
}
