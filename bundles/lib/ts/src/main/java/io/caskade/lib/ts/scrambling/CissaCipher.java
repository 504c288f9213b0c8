package io.caskade.lib.ts.scrambling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * DVB-CISSA version 1 (ETSI TS 103 127, clause 6): AES-128 in CBC mode, started anew in each packet
 * with a constant initialisation vector; bytes beyond the last whole block of 16 stay clear.
 *
 * <p>The platform's AES keeps its key schedule to itself, so {@link #destroy()} can only let go of
 * it for the garbage collector.
 */
final class CissaCipher implements PayloadCipher {
  private static final int BLOCK = 16;
  private static final byte[] INITIALISATION =
      "DVBTMCPTAESCISSA".getBytes(StandardCharsets.US_ASCII);

  private @Nullable Cipher encryption;
  private @Nullable Cipher decryption;

  CissaCipher(byte[] controlWord) {
    this.encryption = cipher(Cipher.ENCRYPT_MODE, controlWord);
    this.decryption = cipher(Cipher.DECRYPT_MODE, controlWord);
  }

  private static Cipher cipher(int mode, byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(INITIALISATION));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks AES/CBC with 128-bit keys", e);
    }
  }

  @Override
  public void encrypt(byte[] buffer, int offset, int length) {
    run(encryption, buffer, offset, length);
  }

  @Override
  public void decrypt(byte[] buffer, int offset, int length) {
    run(decryption, buffer, offset, length);
  }

  private static void run(@Nullable Cipher cipher, byte[] buffer, int offset, int length) {
    if (cipher == null) {
      throw new IllegalStateException("The DVB-CISSA control word was destroyed");
    }
    int whole = length - length % BLOCK;
    if (whole == 0) {
      return;
    }
    try {
      // doFinal puts the cipher back to its initialisation vector, ready for the next packet.
      cipher.doFinal(buffer, offset, whole, buffer, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/CBC refused " + whole + " bytes in whole blocks", e);
    }
  }

  @Override
  public void destroy() {
    encryption = null;
    decryption = null;
  }
}
