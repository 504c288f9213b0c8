package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Small secrets under a key derived from the master key for one purpose: AES-256-GCM.
 *
 * <pre>
 * 0      format 02
 * 1..12  nonce, random
 * 13..   secret, encrypted
 * end    tag (16)
 *
 * authenticated beside it: format
 * </pre>
 */
final class SecretSealing {
  private static final byte FORMAT = 2;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int BODY = 1 + NONCE;
  private static final String CONTEXT = "caskade seal ";

  private final JceKey master;
  private final RandomGenerator random;

  /**
   * @param master stays the caller's, who destroys it
   * @param random a cryptographic source, safe for any thread
   */
  SecretSealing(JceKey master, RandomGenerator random) {
    this.master = master;
    this.random = random;
  }

  WrappedKey seal(String purpose, Secret secret) {
    byte[] clear = new byte[secret.length()];
    secret.copyTo(clear, 0);
    try {
      return new WrappedKey(Octets.of(seal(purpose, clear)));
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  byte[] seal(String purpose, byte[] clear) {
    byte[] sealed = new byte[BODY + clear.length + TAG];
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    sealed[0] = FORMAT;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    try {
      cipher(Cipher.ENCRYPT_MODE, purpose, sealed).doFinal(clear, 0, clear.length, sealed, BODY);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * @throws CaskadeException WRAPPED_KEY_INVALID
   */
  byte[] unseal(String purpose, byte[] sealed) {
    if (sealed.length < BODY + TAG || sealed[0] != FORMAT) {
      throw invalid(purpose);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, purpose, sealed)
          .doFinal(sealed, BODY, sealed.length - BODY);
    } catch (AEADBadTagException e) {
      throw invalid(purpose);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  private static CaskadeException invalid(String purpose) {
    return new CaskadeException(ErrorCode.WRAPPED_KEY_INVALID, "of this head-end", purpose);
  }

  private Cipher cipher(int mode, String purpose, byte[] sealed) throws GeneralSecurityException {
    JceKey key =
        HmacSession.derived(
            master, VaultContents.CIPHER_KEY, (CONTEXT + purpose).getBytes(StandardCharsets.UTF_8));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, sealed, 1, NONCE));
      cipher.updateAAD(sealed, 0, 1);
      return cipher;
    } finally {
      key.destroy();
    }
  }
}
