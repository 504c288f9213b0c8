package io.caskade.api.ecm;

import io.caskade.api.base.SuperCasId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Makes ECMs. Implemented by the issuer; no database, no lock, no blocking behind it. */
@ProviderType
public interface EcmService {
  /**
   * Opens a lane for one event loop. Called from any thread; the lane is used on the loop only.
   *
   * @param owner runs tasks on the loop and is told of changes there
   */
  EcmLane openLane(LaneOwner owner);

  /** Where a super_CAS_id leads, empty when no network has its CA_system_id. Any thread. */
  Optional<CasOffer> offer(SuperCasId superCasId);

  /**
   * The CA_system_ids that lead somewhere, in ascending order. Empty while nothing is served yet:
   * the head-end starts, and whoever asks may wait. Any thread.
   */
  List<Integer> caSystemIds();
}
