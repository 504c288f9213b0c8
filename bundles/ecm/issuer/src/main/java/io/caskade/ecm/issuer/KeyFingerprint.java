package io.caskade.ecm.issuer;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.EcmKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Tells whether a network's key is still the one its workers were made with, without keeping the
 * key: SHA-256 over a salt of this issuer's own and the key.
 */
final class KeyFingerprint {
  private static final int SALT_LENGTH = 32;

  private final byte[] salt = new byte[SALT_LENGTH];

  KeyFingerprint(SecureRandom random) {
    random.nextBytes(salt);
  }

  Octets of(EcmKey key) {
    byte[] bytes = new byte[key.length()];
    try {
      key.copyTo(bytes, 0);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return Octets.of(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
