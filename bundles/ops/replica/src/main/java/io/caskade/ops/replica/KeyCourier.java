package io.caskade.ops.replica;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.ops.replica.wire.SealedKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings ECM keys from vault to vault: the vault is a file of each node, and a key may be imported
 * after the second node was made. They travel sealed by the vault's own key, which both have.
 */
final class KeyCourier {
  private static final Logger LOG = LoggerFactory.getLogger(KeyCourier.class);
  private static final String PURPOSE = "replica";

  private KeyCourier() {}

  static SealedKeys pack(KeyVault vault, List<OperatorNetwork> networks) {
    var sealed = new HashMap<String, Octets>();
    for (OperatorNetwork each : networks) {
      NetworkId network = each.network().id();
      if (vault.hasEcmKey(network)) {
        EcmKey key = vault.ecmKey(network);
        try {
          sealed.put(network.value(), vault.seal(PURPOSE, key).octets());
        } finally {
          key.destroy();
        }
      }
    }
    return new SealedKeys(sealed);
  }

  /**
   * Stores what is another one here.
   *
   * @throws io.caskade.api.base.CaskadeException WRAPPED_KEY_INVALID when another vault sealed it
   */
  static void unpack(KeyVault vault, SealedKeys keys) {
    for (Map.Entry<String, Octets> each : keys.byNetwork().entrySet()) {
      byte[] clear = vault.unseal(PURPOSE, new WrappedKey(each.getValue()));
      EcmKey key = new EcmKey(clear);
      Arrays.fill(clear, (byte) 0);
      try {
        take(vault, new NetworkId(each.getKey()), key);
      } finally {
        key.destroy();
      }
    }
  }

  private static void take(KeyVault vault, NetworkId network, EcmKey key) {
    if (vault.hasEcmKey(network)) {
      EcmKey present = vault.ecmKey(network);
      try {
        if (present.equals(key)) {
          return;
        }
      } finally {
        present.destroy();
      }
    }
    vault.importEcmKey(network, key);
    LOG.info("The key for ECMs of network {} came from the active node", network);
  }
}
