package io.caskade.api.ecm;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.NetworkId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens the ECMs of this head-end: those that a profile installed here made with this operator's
 * keys, and no others. Implemented by the issuer; no database behind it.
 */
@ProviderType
public interface EcmOpenings {
  /**
   * Opens a lane for one thread. Called from any thread; the lane is used on its owner only.
   *
   * @param owner runs tasks on the thread and is told of changes there
   */
  OpeningLane openingLane(LaneOwner owner);

  /**
   * Whether a card of these rights opens this ECM, as the network's profile decides. Pure; any
   * thread.
   */
  Entitled entitles(NetworkId network, CardRights rights, OpenedEcm ecm);
}
