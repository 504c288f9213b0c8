package io.caskade.api.keys;

import io.caskade.api.base.Secret;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Block ciphers for profiles. The factory is safe for any thread, what it makes is confined to one.
 */
@ProviderType
public interface Ciphers {
  /**
   * Two-key triple DES, ECB, K1-K2-K1 (tvcas3 chapter 4.1), with its schedule made once: for keys
   * that are used again and again.
   *
   * @param key holds K1 and K2 in the 16 bytes from {@code offset}
   */
  KeyedCipher tripleDes(Secret key, int offset);

  /** Two-key triple DES, ECB, for a fresh key with each message. */
  RekeyedCipher tripleDesPerMessage();
}
