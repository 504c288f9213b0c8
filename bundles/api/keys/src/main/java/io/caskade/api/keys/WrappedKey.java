package io.caskade.api.keys;

import io.caskade.api.base.Octets;

/**
 * A card key encrypted under the vault's master key and bound to network and serial. Safe to store;
 * useless without the vault. At most 64 bytes.
 */
public record WrappedKey(Octets octets) {
  @Override
  public String toString() {
    return "WrappedKey[" + octets.length() + " bytes]";
  }
}
