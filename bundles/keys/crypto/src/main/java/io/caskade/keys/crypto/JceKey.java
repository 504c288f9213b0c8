package io.caskade.keys.crypto;

import io.caskade.api.base.Secret;
import javax.crypto.SecretKey;

/**
 * A secret as the JDK's ciphers take it. Unlike the JDK's own key class it can be wiped, and is
 * never printed.
 */
final class JceKey extends Secret implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final String algorithm;

  /** Copies the bytes; the caller wipes its own array. */
  JceKey(String algorithm, byte[] bytes) {
    super(bytes);
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, which the cipher that asked for it wipes. */
  @Override
  public byte[] getEncoded() {
    byte[] copy = new byte[length()];
    copyTo(copy, 0);
    return copy;
  }
}
