package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;

/** Where the issuer takes ECM keys from: the vault, or a tool's own keys. Any thread. */
@FunctionalInterface
public interface KeySource {
  /**
   * A copy that the issuer destroys.
   *
   * @throws CaskadeException KEY_UNKNOWN when there is none
   */
  EcmKey ecmKey(NetworkId network);
}
