package io.caskade.keys.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM over the blocks of one file. Confined to a thread.
 *
 * <pre>
 * block = 1 for the last, 0 before (1) | length of the clear text (4) | ciphertext | tag (16)
 * nonce = 0 (3) | the same mark (1) | number of the block (8)
 * </pre>
 *
 * <p>All but the last have {@link #CLEAR} bytes. The header of the file is authenticated with each.
 */
final class PassphraseBlocks {
  static final int CLEAR = 65_536;
  static final int TAG = 16;
  static final int PREFIX = 5;

  private final Cipher cipher;
  private final JceKey key;
  private final byte[] header;
  private final int direction;
  private long number;

  /**
   * @param direction {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   */
  PassphraseBlocks(PassphraseHeader.Opened opened, int direction) {
    this.key = opened.key();
    this.header = opened.header().toByteArray();
    this.direction = direction;
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no AES-GCM", e);
    }
  }

  /** The next block turned over; decrypting, only after its tag was found right. */
  int turn(boolean last, byte[] in, int length, byte[] out) throws GeneralSecurityException {
    byte[] nonce = new byte[12];
    nonce[3] = (byte) (last ? 1 : 0);
    ByteBuffer.wrap(nonce).putLong(4, number);
    cipher.init(direction, key, new GCMParameterSpec(8 * TAG, nonce));
    cipher.updateAAD(header);
    number++;
    return cipher.doFinal(in, 0, length, out, 0);
  }

  void destroy() {
    key.destroy();
  }
}
