package io.caskade.store.jpa.changes;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;

/** Which networks there are, those that the same list adds included. */
public final class KnownNetworks {
  private final EntityManager entities;
  private final Map<NetworkId, Boolean> known = new HashMap<>();

  KnownNetworks(EntityManager entities, Set<NetworkId> added) {
    this.entities = entities;
    added.forEach(network -> known.put(network, true));
  }

  /**
   * @throws CaskadeException NETWORK_UNKNOWN
   */
  public void require(NetworkId network) {
    if (!known.computeIfAbsent(network, this::exists)) {
      throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network);
    }
  }

  private boolean exists(NetworkId network) {
    return entities
            .createQuery("select count(n) from Network n where n.id = :id", Long.class)
            .setParameter("id", network.value())
            .getSingleResult()
        > 0;
  }
}
