package io.caskade.api.keys;

import org.osgi.annotation.versioning.ProviderType;

/** A block cipher under one key. Confined to a thread. */
@ProviderType
public interface KeyedCipher extends AutoCloseable {
  /** Encrypts in place; {@code length} is a multiple of the block size (triple DES: 8). */
  void encrypt(byte[] data, int offset, int length);

  /** Decrypts in place; {@code length} is a multiple of the block size. */
  void decrypt(byte[] data, int offset, int length);

  /** Forgets the key. */
  @Override
  void close();
}
