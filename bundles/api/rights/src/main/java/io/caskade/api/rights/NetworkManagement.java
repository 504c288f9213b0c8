package io.caskade.api.rights;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Operator networks. Every call can throw {@link CaskadeException} DATABASE_UNAVAILABLE. */
@ProviderType
public interface NetworkManagement {
  List<Network> list();

  /**
   * Adds a network; its ECM key is made or imported apart.
   *
   * @throws CaskadeException NETWORK_EXISTS, CA_SYSTEM_ID_TAKEN
   */
  Network add(Actor actor, Network network);

  /**
   * Changes profile and zones of a network; its CA_system_id stays.
   *
   * @throws CaskadeException NETWORK_UNKNOWN
   */
  Network change(Actor actor, Network network);

  /**
   * Stores the ECM key that the cards of a network hold.
   *
   * @param replace accept that cards exist which know the present key
   * @throws CaskadeException NETWORK_UNKNOWN, KEY_LENGTH, KEY_IN_USE
   */
  void importEcmKey(Actor actor, NetworkId network, EcmKey key, boolean replace);
}
