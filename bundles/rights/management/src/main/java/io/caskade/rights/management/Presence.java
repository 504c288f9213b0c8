package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Store;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Store and vault, which may be away at any moment. */
record Presence(Supplier<@Nullable Store> storeOrNone, Supplier<@Nullable KeyVault> vaultOrNone) {

  /**
   * @throws CaskadeException DATABASE_UNAVAILABLE
   */
  Store store() {
    Store present = storeOrNone.get();
    if (present == null) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "the store is not started");
    }
    return present;
  }

  /**
   * @throws CaskadeException VAULT_UNREADABLE
   */
  KeyVault vault() {
    KeyVault present = vaultOrNone.get();
    if (present == null) {
      throw new CaskadeException(
          ErrorCode.VAULT_UNREADABLE, "of this head-end", "its bundle is not started");
    }
    return present;
  }

  /**
   * @throws CaskadeException NETWORK_UNKNOWN, DATABASE_UNAVAILABLE
   */
  Network network(NetworkId id) {
    return store().networks().stream()
        .filter(network -> network.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, id));
  }
}
