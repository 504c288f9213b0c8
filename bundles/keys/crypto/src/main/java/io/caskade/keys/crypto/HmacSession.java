package io.caskade.keys.crypto;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.MacSession;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HMAC-SHA256 under a key that HKDF (RFC 5869) derives for one purpose. */
final class HmacSession implements MacSession {
  private static final String CONTEXT = "caskade mac ";

  private final Mac mac;
  private boolean spent;

  /**
   * @param root 32 random bytes, used as HKDF's pseudo-random key
   */
  HmacSession(JceKey root, String purpose) {
    JceKey key =
        derived(root, VaultContents.MAC_KEY, (CONTEXT + purpose).getBytes(StandardCharsets.UTF_8));
    try {
      mac = Mac.getInstance(VaultContents.MAC_KEY);
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HMAC-SHA256", e);
    } finally {
      key.destroy();
    }
  }

  /** A key for one purpose, by HKDF-SHA256. */
  static JceKey derived(JceKey root, String algorithm, byte[] context) {
    byte[] rootBytes = root.getEncoded();
    byte[] keyBytes = new byte[VaultContents.ROOT_LENGTH];
    try {
      HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
      hkdf.init(HKDFParameters.skipExtractParameters(rootBytes, context));
      hkdf.generateBytes(keyBytes, 0, keyBytes.length);
      return new JceKey(algorithm, keyBytes);
    } finally {
      Arrays.fill(rootBytes, (byte) 0);
      Arrays.fill(keyBytes, (byte) 0);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    requireOpen();
    mac.update(bytes, offset, length);
  }

  @Override
  public Octets finish() {
    requireOpen();
    spent = true;
    return Octets.of(mac.doFinal());
  }

  private void requireOpen() {
    if (spent) {
      throw new IllegalStateException("the code was finished");
    }
  }
}
