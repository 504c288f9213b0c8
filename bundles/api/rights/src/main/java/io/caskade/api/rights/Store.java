package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * System of record behind management. Registered also while the database is away; every call then
 * throws {@link CaskadeException} DATABASE_UNAVAILABLE with the reason.
 */
@ProviderType
public interface Store {
  List<Network> networks();

  Optional<Card> card(NetworkId network, CardSerial serial);

  List<Card> cards(NetworkId network, Optional<CardSerial> after, int limit);

  /** The present rows of these cards, in any order; unknown serials are left out. */
  default List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return serials.stream().flatMap(serial -> card(network, serial).stream()).toList();
  }

  long countCards(NetworkId network);

  /**
   * Writes the new states and the journal rows in one transaction. Returns after it is durable.
   *
   * @throws CaskadeException VERSION_CONFLICT, CARD_EXISTS (nothing was written), STORAGE_FULL
   */
  void apply(List<CardChange> changes);

  /**
   * Writes the network and the journal row in one transaction.
   *
   * @throws CaskadeException NETWORK_EXISTS, CA_SYSTEM_ID_TAKEN, NETWORK_UNKNOWN
   */
  void apply(NetworkChange change);
}
