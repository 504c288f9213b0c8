package io.caskade.keys.crypto;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a vault holds.
 *
 * @param master AES-256 key that wraps card keys
 * @param macRoot 32 bytes from which authentication keys are derived
 * @param ecmKeys one for each network that has one
 */
record VaultContents(JceKey master, JceKey macRoot, Map<NetworkId, EcmKey> ecmKeys) {
  static final int ROOT_LENGTH = 32;
  static final String CIPHER_KEY = "AES";
  static final String MAC_KEY = "HmacSHA256";

  VaultContents {
    ecmKeys = Map.copyOf(ecmKeys);
  }

  /** The same with another ECM key for one network. */
  VaultContents with(NetworkId network, EcmKey key) {
    Map<NetworkId, EcmKey> changed = new TreeMap<>(ecmKeys);
    changed.put(network, key);
    return new VaultContents(master, macRoot, changed);
  }

  void destroy() {
    master.destroy();
    macRoot.destroy();
    ecmKeys.values().forEach(EcmKey::destroy);
  }
}
