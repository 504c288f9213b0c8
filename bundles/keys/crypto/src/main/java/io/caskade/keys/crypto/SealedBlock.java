package io.caskade.keys.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Turns the blocks of one sealed file over, in order. Confined to a thread. */
final class SealedBlock {
  static final int CLEAR = 65_536;
  static final int TAG = 16;

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final int direction;
  private long number;

  /**
   * @param direction {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   */
  SealedBlock(SecretKeySpec key, int direction) {
    this.key = key;
    this.direction = direction;
    try {
      cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no ChaCha20-Poly1305", e);
    }
  }

  /** The next block turned over; decrypting, only after its tag was found right. */
  int turn(byte[] in, int length, byte[] out) throws GeneralSecurityException {
    ByteBuffer nonce = ByteBuffer.allocate(12).putLong(4, number);
    cipher.init(direction, key, new IvParameterSpec(nonce.array()));
    number++;
    return cipher.doFinal(in, 0, length, out, 0);
  }
}
