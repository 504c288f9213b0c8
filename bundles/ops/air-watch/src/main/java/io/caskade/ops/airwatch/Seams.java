package io.caskade.ops.airwatch;

import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Store;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of the head-end at a moment; a probe works with whatever it finds.
 *
 * @param profiles that serve, by name
 */
record Seams(
    Optional<NetworkDirectory> directory,
    Optional<KeyVault> vault,
    Map<String, CasProfile> profiles,
    Optional<CardTable> cards,
    Optional<Store> store) {
  Seams {
    profiles = Map.copyOf(profiles);
  }
}
