package io.caskade.rights.management;

import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.Store;
import org.jspecify.annotations.Nullable;

/** Which store and vault are bound now; set by Declarative Services, read by any thread. */
final class Present {
  volatile @Nullable Store store;
  volatile @Nullable KeyVault vault;

  Presence presence() {
    return new Presence(() -> store, () -> vault);
  }
}
