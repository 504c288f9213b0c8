package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.KeyedCipher;
import io.caskade.api.keys.RekeyedCipher;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/**
 * The ciphers, each in the way that was measured to be the fastest (docs/speed.md): Bouncy Castle's
 * schedule with rounds of our own when it is made once, the JDK's cipher when each message brings a
 * key of its own.
 */
@Component(service = Ciphers.class)
public final class BlockCiphers implements Ciphers {
  /** Bytes of a two-key triple DES key, K1 and K2. */
  static final int TWO_KEYS = 16;

  /** Bytes of a triple DES block. */
  static final int BLOCK = 8;

  /** Holds nothing; the same object serves any thread. */
  public BlockCiphers() {}

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException KEY_LENGTH when fewer than 16 bytes follow {@code offset}
   */
  @Override
  public KeyedCipher tripleDes(Secret key, int offset) {
    if (offset < 0 || key.length() - offset < TWO_KEYS) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH, "3DES", Math.max(0, key.length() - offset), TWO_KEYS);
    }
    byte[] twoKeys = new byte[TWO_KEYS];
    key.copyTo(offset, twoKeys, 0, TWO_KEYS);
    try {
      return new ConstantTripleDes(twoKeys);
    } finally {
      Arrays.fill(twoKeys, (byte) 0);
    }
  }

  @Override
  public RekeyedCipher tripleDesPerMessage() {
    return new FreshTripleDes();
  }

  /** Refuses what ECB without padding cannot take. */
  static void requireWholeBlocks(byte[] data, int offset, int length) {
    if (length % BLOCK != 0 || offset < 0 || length < 0 || offset > data.length - length) {
      throw new IllegalArgumentException(
          "bytes " + offset + " to " + (offset + length) + " of " + data.length + ": not blocks");
    }
  }
}
