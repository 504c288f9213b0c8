package io.caskade.ecm.issuer;

import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpening;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.OpeningLane;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane that opens ECMs. {@link #open} reads the table once and locks nothing. */
final class OpenerLane extends Lane implements OpeningLane {
  private static final Logger LOG = LoggerFactory.getLogger(OpenerLane.class);
  private static final EcmOpening UNAVAILABLE = new EcmOpening.Unavailable();
  private static final EcmOpening FOREIGN = new EcmOpening.Foreign();

  private final RateLimit faults;

  OpenerLane(
      int index,
      LaneOwner owner,
      PublishedTable published,
      RateLimit faults,
      Consumer<Lane> onClose) {
    super(index, LaneUse.OPENING, owner, published, onClose);
    this.faults = faults;
  }

  @Override
  public EcmOpening open(NetworkId network, EcmDatagram ecm) {
    RouteTable table = enter();
    return table != null
            && table.find(network) instanceof Route.Serving serving
            && serving.worker(index()) instanceof ConfinedOpener opener
        ? open(serving, opener, ecm)
        : UNAVAILABLE;
  }

  private EcmOpening open(Route.Serving route, ConfinedOpener opener, EcmDatagram ecm) {
    try {
      Optional<OpenedEcm> opened = opener.open(ecm);
      return opened.isPresent() ? new EcmOpening.Opened(opened.get()) : FOREIGN;
    } catch (RuntimeException | LinkageError e) {
      long heldBack = faults.pass();
      if (heldBack != RateLimit.HELD_BACK) {
        LOG.error(
            "Profile {} failed while it opened an ECM of network {}: {} ({} more since the last"
                + " such message). Its receiver gets no control words; go back to the previous"
                + " build with cas:swap.",
            route.candidate().label(),
            route.network().id(),
            Fault.bareText(e),
            heldBack);
      }
      return UNAVAILABLE;
    }
  }
}
