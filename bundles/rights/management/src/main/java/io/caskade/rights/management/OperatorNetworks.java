package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.Store;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds and changes operator networks, and brings in the ECM key that their cards hold. */
class OperatorNetworks implements NetworkManagement {
  /** ECM key of the profile tvcas3: a half for even and one for odd crypto periods, in bytes. */
  static final int ECM_KEY_LENGTH = 32;

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  OperatorNetworks(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public List<Network> list() {
    return presence.store().networks();
  }

  @Override
  public Network add(Actor actor, Network network) {
    presence.store().apply(change(actor, "ADD", network.id(), network));
    return network;
  }

  @Override
  public Network change(Actor actor, Network network) {
    Network present = presence.network(network.id());
    Network changed =
        new Network(
            present.id(),
            present.caSystemId(),
            network.profile(),
            network.zone(),
            network.legacyPhpZone());
    presence.store().apply(change(actor, "CHANGE", changed.id(), changed));
    return changed;
  }

  /**
   * The vault comes first: when the journal cannot be written the call fails and may be repeated,
   * and the cards of the network never see a key that the vault does not hold.
   */
  @Override
  public void importEcmKey(Actor actor, NetworkId network, EcmKey key, boolean replace) {
    if (key.length() != ECM_KEY_LENGTH) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH,
          "network " + network,
          Integer.toString(key.length()),
          Integer.toString(ECM_KEY_LENGTH));
    }
    presence.network(network);
    Store store = presence.store();
    KeyVault vault = presence.vault();
    if (!replace && holdsAnother(vault, network, key)) {
      requireNoCards(store, network);
    }
    vault.importEcmKey(network, key);
    store.apply(change(actor, "IMPORT_KEY", network, null));
  }

  /** False too when the present key is the same one: then this call repeats a former one. */
  private static boolean holdsAnother(KeyVault vault, NetworkId network, EcmKey key) {
    if (!vault.hasEcmKey(network)) {
      return false;
    }
    EcmKey present = vault.ecmKey(network);
    try {
      return !present.equals(key);
    } finally {
      present.destroy();
    }
  }

  private static void requireNoCards(Store store, NetworkId network) {
    long cards = store.countCards(network);
    if (cards > 0) {
      throw new CaskadeException(ErrorCode.KEY_IN_USE, network, Long.toString(cards));
    }
  }

  private NetworkChange change(
      Actor actor, String operation, NetworkId network, @Nullable Network after) {
    return new NetworkChange(ids.next(), clock.instant(), actor, operation, network, after);
  }
}
