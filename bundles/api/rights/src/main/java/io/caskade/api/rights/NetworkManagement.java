package io.caskade.api.rights;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** Operator networks. Every call can throw {@link CaskadeException} DATABASE_UNAVAILABLE. */
@ProviderType
public interface NetworkManagement {
  /** The networks that the caller may see. */
  List<OperatorNetwork> list(Caller caller);

  /**
   * Adds a network with 32 products named {@code Package 0} to {@code Package 31}; its ECM key is
   * made or imported apart.
   *
   * @throws CaskadeException NETWORK_EXISTS, CA_SYSTEM_ID_TAKEN, FIELD_INVALID
   */
  OperatorNetwork add(Caller caller, Network network, NetworkPolicy policy);

  /**
   * Changes profile, zones and policy of a network; its CA_system_id stays.
   *
   * @throws CaskadeException NETWORK_UNKNOWN, VERSION_CONFLICT, FIELD_INVALID
   */
  OperatorNetwork change(
      Caller caller, Network network, NetworkPolicy policy, OptionalLong version);

  /**
   * Stores the ECM key that the cards of a network hold.
   *
   * @param replace accept that cards exist which know the present key
   * @throws CaskadeException NETWORK_UNKNOWN, KEY_LENGTH, KEY_IN_USE
   */
  void importEcmKey(Caller caller, NetworkId network, EcmKey key, boolean replace);
}
