package io.caskade.keys.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * Turns the blocks of one sealed file over, in order, under a key that no other file has (so the
 * number of a block can be its nonce). Confined to a thread.
 *
 * <pre>
 * nonce = 0 (3) | mark of the block (1) | number of the block (8)
 * </pre>
 */
final class AeadBlocks {
  /** Bytes of clear text in a full block. */
  static final int CLEAR = 65_536;

  /** Bytes that stand behind the ciphertext. */
  static final int TAG = 16;

  private static final int NONCE = 12;

  private final Algorithm algorithm;
  private final Cipher cipher;
  private final JceKey key;
  private final byte[] associated;
  private final int direction;
  private long number;

  /** AEAD algorithms (RFC 5116) that sealed files use. */
  enum Algorithm {
    /** RFC 8439. */
    CHACHA20_POLY1305("ChaCha20-Poly1305") {
      @Override
      AlgorithmParameterSpec parameters(byte[] nonce) {
        return new IvParameterSpec(nonce);
      }
    },

    /** NIST SP 800-38D. */
    AES_256_GCM("AES/GCM/NoPadding") {
      @Override
      AlgorithmParameterSpec parameters(byte[] nonce) {
        return new GCMParameterSpec(8 * TAG, nonce);
      }
    };

    private final String jceName;

    Algorithm(String jceName) {
      this.jceName = jceName;
    }

    abstract AlgorithmParameterSpec parameters(byte[] nonce);
  }

  /**
   * @param key destroyed with this
   * @param associated authenticated with each block; may be empty
   * @param direction {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   */
  AeadBlocks(Algorithm algorithm, JceKey key, byte[] associated, int direction) {
    this.algorithm = algorithm;
    this.key = key;
    this.associated = associated.clone();
    this.direction = direction;
    try {
      cipher = Cipher.getInstance(algorithm.jceName);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + algorithm.jceName, e);
    }
  }

  /**
   * The next block turned over; decrypting, only after its tag was found right.
   *
   * @param mark what the form says about the block, authenticated with it
   * @return bytes written to {@code out}
   */
  int turn(byte mark, byte[] in, int length, byte[] out) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(NONCE).put(3, mark).putLong(4, number).array();
    cipher.init(direction, key, algorithm.parameters(nonce));
    cipher.updateAAD(associated);
    number++;
    return cipher.doFinal(in, 0, length, out, 0);
  }

  void destroy() {
    key.destroy();
  }
}
