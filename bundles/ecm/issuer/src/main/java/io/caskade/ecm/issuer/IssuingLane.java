package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.LaneOwner;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane that makes ECMs. {@link #issue} reads the table once and locks nothing. */
final class IssuingLane extends Lane implements EcmLane {
  private static final Logger LOG = LoggerFactory.getLogger(IssuingLane.class);
  private static final EcmResult UNAVAILABLE = new EcmResult.Unavailable();

  private final LongSupplier ecmSeconds;
  private final RateLimit faults;

  IssuingLane(
      int index,
      LaneOwner owner,
      PublishedTable published,
      LongSupplier ecmSeconds,
      RateLimit faults,
      Consumer<Lane> onClose) {
    super(index, LaneUse.ISSUING, owner, published, onClose);
    this.ecmSeconds = ecmSeconds;
    this.faults = faults;
  }

  @Override
  public EcmResult issue(EcmRequest request) {
    RouteTable table = enter();
    if (table == null) {
      return UNAVAILABLE;
    }
    Route route = table.find(request.superCasId().caSystemId());
    if (route == null) {
      return refused(ErrorCode.CAS_UNKNOWN, request.superCasId());
    }
    if (route instanceof Route.Serving serving) {
      return serving.worker(index()) instanceof ConfinedWorker worker
          ? issue(request, serving, worker)
          : UNAVAILABLE;
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
}
