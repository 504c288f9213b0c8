package io.caskade.lib.newcamd;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * DES-EDE2 in CBC mode, the IV behind each frame (cw-protocols, section 2.1). The keys are expanded
 * once: the chaining is done here, because JCE expands them again for every IV. One thread.
 */
public final class FrameCipher {
  static final int KEY = 16;
  static final int BLOCK = 8;

  private static final String ALGORITHM = "DESede";

  private final Cipher encrypt;
  private final Cipher decrypt;
  private final byte[] block = new byte[BLOCK];

  /**
   * @param key K1 and K2, with parity; copied
   */
  FrameCipher(byte[] key) {
    byte[] three = Arrays.copyOf(key, KEY + BLOCK);
    System.arraycopy(key, 0, three, KEY, BLOCK);
    SecretKeySpec spec = new SecretKeySpec(three, ALGORITHM);
    encrypt = cipher(Cipher.ENCRYPT_MODE, spec);
    decrypt = cipher(Cipher.DECRYPT_MODE, spec);
    Arrays.fill(three, (byte) 0);
  }

  private static Cipher cipher(int mode, SecretKeySpec key) {
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM + "/ECB/NoPadding");
      cipher.init(mode, key);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has DESede", e);
    }
  }

  /**
   * Encrypts in place.
   *
   * @param length whole blocks
   * @param iv where the IV stands in {@code bytes}
   */
  void seal(byte[] bytes, int offset, int length, int iv) {
    int before = iv;
    for (int at = offset; at < offset + length; at += BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        block[i] = (byte) (bytes[at + i] ^ bytes[before + i]);
      }
      update(encrypt, block, 0, BLOCK, bytes, at);
      before = at;
    }
  }

  /**
   * Decrypts into another array.
   *
   * @param length whole blocks; the IV follows them
   */
  void open(byte[] bytes, int offset, int length, byte[] plain) {
    update(decrypt, bytes, offset, length, plain, 0);
    int iv = offset + length;
    for (int i = 0; i < Math.min(BLOCK, length); i++) {
      plain[i] ^= bytes[iv + i];
    }
    for (int i = BLOCK; i < length; i++) {
      plain[i] ^= bytes[offset + i - BLOCK];
    }
  }

  private static void update(
      Cipher cipher, byte[] from, int offset, int length, byte[] to, int target) {
    try {
      int done = cipher.update(from, offset, length, to, target);
      if (done != length) {
        throw new IllegalStateException("DES held back " + (length - done) + " bytes");
      }
    } catch (ShortBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "FrameCipher";
  }
}
