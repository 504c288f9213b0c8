package io.caskade.keys.crypto;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.MacSession;
import io.caskade.api.keys.StreamSeal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link StreamSeal} on ChaCha20-Poly1305 (RFC 8439), which a cold JVM runs several times faster
 * than AES-GCM: a head-end reads its snapshot in its first seconds. Each file has a random salt,
 * and a key of its own derived from it by the vault's authentication code; so the block counter can
 * be the nonce.
 *
 * <pre>
 * "CSKSEAL1" (8) | salt (32) | block 0 | block 1 | ... | last block
 * block = ciphertext of 65,536 bytes (the last one: 0 to 65,535) | tag (16)
 * nonce = 0 (4) | number of the block (8)
 * </pre>
 *
 * <p>The last block is the one that is not full, and it always exists: a file that was cut off
 * between blocks ends with nothing where a tag must stand.
 */
@Component(service = StreamSeal.class)
public final class SealedStreams implements StreamSeal {
  private static final byte[] MAGIC = "CSKSEAL1".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 32;

  private final KeyVault vault;
  private final RandomGenerator random;

  @Activate
  public SealedStreams(@Reference KeyVault vault) {
    this(vault, new SecureRandom());
  }

  /**
   * @param random source of salts, cryptographic in production
   */
  public SealedStreams(KeyVault vault, RandomGenerator random) {
    this.vault = vault;
    this.random = random;
  }

  @Override
  public OutputStream seal(String purpose, OutputStream target) throws IOException {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    target.write(MAGIC);
    target.write(salt);
    return new SealingStream(target, new VaultFraming(fileKey(purpose, salt), Cipher.ENCRYPT_MODE));
  }

  @Override
  public InputStream unseal(String purpose, InputStream source) throws IOException {
    byte[] magic = source.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new StreamCorruptedException("not a sealed file");
    }
    byte[] salt = source.readNBytes(SALT);
    if (salt.length < SALT) {
      throw new StreamCorruptedException("cut off in its header");
    }
    return new UnsealingStream(
        source, new VaultFraming(fileKey(purpose, salt), Cipher.DECRYPT_MODE));
  }

  private JceKey fileKey(String purpose, byte[] salt) {
    MacSession mac = vault.mac("seal-" + purpose);
    mac.update(MAGIC, 0, MAGIC.length);
    mac.update(salt, 0, salt.length);
    Octets code = mac.finish();
    byte[] key = code.toByteArray();
    try {
      return new JceKey("ChaCha20", key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
