package io.caskade.keys.crypto;

import io.caskade.api.base.Secret;
import io.caskade.api.keys.RekeyedCipher;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Two-key triple DES with a key per message on the JDK's cipher, whose key schedule is three times
 * as fast as Bouncy Castle's. One {@link Cipher} is kept and given each key.
 */
final class FreshTripleDes implements RekeyedCipher {
  private static final int THREE_KEYS = 24;
  private static final int ONE_KEY = 8;

  private final Cipher cipher;
  private final byte[] threeKeys = new byte[THREE_KEYS];
  private boolean closed;

  FreshTripleDes() {
    try {
      cipher = Cipher.getInstance("DESede/ECB/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no triple DES", e);
    }
  }

  @Override
  public void encrypt(Secret key, byte[] data, int offset, int length) {
    run(Cipher.ENCRYPT_MODE, key, data, offset, length);
  }

  @Override
  public void decrypt(Secret key, byte[] data, int offset, int length) {
    run(Cipher.DECRYPT_MODE, key, data, offset, length);
  }

  /** Puts a key of zeros in the place of the last one. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      schedule(Cipher.ENCRYPT_MODE);
    }
  }

  private void run(int mode, Secret key, byte[] data, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the cipher was closed");
    }
    if (key.length() != BlockCiphers.TWO_KEYS) {
      throw new IllegalArgumentException("a key of " + key.length() + " bytes, not 16");
    }
    BlockCiphers.requireWholeBlocks(data, offset, length);
    key.copyTo(threeKeys, 0);
    System.arraycopy(threeKeys, 0, threeKeys, BlockCiphers.TWO_KEYS, ONE_KEY);
    try {
      schedule(mode);
      cipher.doFinal(data, offset, length, data, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("triple DES failed", e);
    } finally {
      Arrays.fill(threeKeys, (byte) 0);
    }
  }

  private void schedule(int mode) {
    JceKey key = new JceKey("DESede", threeKeys);
    try {
      cipher.init(mode, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("triple DES refused a key of 24 bytes", e);
    } finally {
      key.destroy();
    }
  }
}
