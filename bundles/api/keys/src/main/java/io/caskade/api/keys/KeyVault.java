package io.caskade.api.keys;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Secret;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Custody of the operator's keys. Root keys never leave it; what it hands out are copies that the
 * caller destroys. Safe for any thread; may read a file, so never called on the ECM path. The
 * service property {@link #REVISION} grows when an ECM key is created or replaced, so that a user
 * sees it as an update of the service.
 */
@ProviderType
public interface KeyVault {
  /** Service property: a Long that grows with each change of an ECM key. */
  String REVISION = "caskade.revision";

  /**
   * A copy of the network's ECM key.
   *
   * @throws CaskadeException KEY_UNKNOWN when the vault holds none
   */
  EcmKey ecmKey(NetworkId network);

  boolean hasEcmKey(NetworkId network);

  /**
   * Makes a random ECM key of {@code length} bytes for a network that has none.
   *
   * @throws CaskadeException ECM_KEY_EXISTS when it has one
   */
  void createEcmKey(NetworkId network, int length);

  /** Stores an ECM key that exists elsewhere (TVCAS3's {@code ecm_key}); replaces a present one. */
  void importEcmKey(NetworkId network, EcmKey key);

  /** A random card key of {@code length} bytes. */
  CardKey newCardKey(int length);

  WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key);

  /**
   * A copy of a wrapped key.
   *
   * @throws CaskadeException WRAPPED_KEY_INVALID when it was wrapped elsewhere or for another card
   */
  CardKey unwrap(NetworkId network, CardSerial serial, WrappedKey wrapped);

  /**
   * Seals a secret for storage under a key that serves {@code purpose} alone, for example {@code
   * totp}.
   */
  WrappedKey seal(String purpose, Secret secret);

  /**
   * A copy of a sealed secret; the caller wipes it.
   *
   * @throws CaskadeException WRAPPED_KEY_INVALID when it was sealed elsewhere or for another
   *     purpose
   */
  byte[] unseal(String purpose, WrappedKey sealed);

  /**
   * Starts a message authentication code under a key of the vault that serves {@code purpose}
   * alone, for example {@code journal} or {@code snapshot}.
   */
  MacSession mac(String purpose);
}
