package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.LaneOwner;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's way to the table. {@link #issue} reads the table once and locks nothing. */
final class Lane implements EcmLane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final EcmResult UNAVAILABLE = new EcmResult.Unavailable();

  private final int index;
  private final LaneOwner owner;
  private final PublishedTable published;
  private final LongSupplier ecmSeconds;
  private final RateLimit faults;
  private final Consumer<Lane> onClose;

  /** Written by the loop, read by whoever asks whether it is the loop itself. */
  private @Nullable Thread thread;

  private volatile boolean closed;
  private volatile boolean drained;

  Lane(
      int index,
      LaneOwner owner,
      PublishedTable published,
      LongSupplier ecmSeconds,
      RateLimit faults,
      Consumer<Lane> onClose) {
    this.index = index;
    this.owner = owner;
    this.published = published;
    this.ecmSeconds = ecmSeconds;
    this.faults = faults;
    this.onClose = onClose;
  }

  @Override
  public EcmResult issue(EcmRequest request) {
    thread = Thread.currentThread();
    if (closed) {
      // Its index may belong to another lane soon; not before this loop was seen to be out of it.
      return UNAVAILABLE;
    }
    Route route = published.get().find(request.superCasId().caSystemId());
    if (route == null) {
      return refused(ErrorCode.CAS_UNKNOWN, request.superCasId());
    }
    if (route instanceof Route.Serving serving) {
      ConfinedWorker worker = serving.worker(index);
      return worker == null ? UNAVAILABLE : issue(request, serving, worker);
    }
    if (route instanceof Route.Down down && down.reason() == Route.Reason.NO_KEY) {
      return refused(ErrorCode.KEY_UNKNOWN, down.network().id());
    }
    return UNAVAILABLE;
  }

  private EcmResult issue(EcmRequest request, Route.Serving route, ConfinedWorker worker) {
    try {
      return new EcmResult.Issued(
          worker.ecm(
              new EcmInput(
                  request.cpNumber(),
                  request.words(),
                  request.accessCriteria(),
                  ecmSeconds.getAsLong())));
    } catch (CaskadeException e) {
      return new EcmResult.Refused(e);
    } catch (RuntimeException | LinkageError e) {
      return failed(route, e);
    }
  }

  private EcmResult failed(Route.Serving route, Throwable fault) {
    String text = Fault.bareText(fault);
    long heldBack = faults.pass();
    if (heldBack != RateLimit.HELD_BACK) {
      LOG.error(
          "Profile {} failed while it made an ECM for network {}: {} ({} more since the last such"
              + " message). The mux got a stream_error; go back to the previous build with"
              + " cas:swap.",
          route.candidate().label(),
          route.network().id(),
          text,
          heldBack);
    }
    return refused(
        ErrorCode.PROFILE_FAILED,
        route.candidate().name(),
        route.candidate().offer().version(),
        text);
  }

  private static EcmResult refused(ErrorCode code, Object... arguments) {
    return new EcmResult.Refused(new CaskadeException(code, arguments));
  }

  /**
   * Sends a task through the loop that wipes retired workers there: behind it no call is inside
   * them.
   *
   * @param arrived run when the loop came by, or when it never will
   */
  void pass(List<ConfinedWorker> retired, boolean notify, Runnable arrived) {
    try {
      owner.execute(() -> arrive(retired, notify, arrived));
    } catch (RejectedExecutionException e) {
      abandon(retired);
      arrived.run();
    }
  }

  private void arrive(List<ConfinedWorker> retired, boolean notify, Runnable arrived) {
    thread = Thread.currentThread();
    try {
      retired.forEach(ConfinedWorker::close);
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
  private void abandon(List<ConfinedWorker> retired) {
    if (closed) {
      retired.forEach(ConfinedWorker::close);
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
  boolean isOnLoop() {
    return thread == Thread.currentThread();
  }

  int index() {
    return index;
  }

  boolean isOpen() {
    return !closed;
  }

  /** True when the index may be given to another lane. */
  boolean isDrained() {
    return drained;
  }

  /** Called by the issuer under its lock. */
  void shut() {
    closed = true;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
