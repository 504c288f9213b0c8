package io.caskade.api.keys;

import io.caskade.api.base.Secret;
import org.osgi.annotation.versioning.ProviderType;

/** A block cipher that takes a key with each message. Confined to a thread. */
@ProviderType
public interface RekeyedCipher extends AutoCloseable {
  /**
   * Encrypts in place under the 16 bytes of {@code key}; {@code length} is a multiple of 8.
   *
   * @throws IllegalArgumentException when the key has another length
   */
  void encrypt(Secret key, byte[] data, int offset, int length);

  /** Decrypts in place under the 16 bytes of {@code key}. */
  void decrypt(Secret key, byte[] data, int offset, int length);

  /** Forgets the last key. */
  @Override
  void close();
}
