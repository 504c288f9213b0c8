package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The head of a file that is sealed under a passphrase. Its digest tells damage from a wrong
 * passphrase; whoever forges the digest only gets the one refusal instead of the other.
 *
 * <pre>
 * "CSKBAKUP" (8) | form (1) | KiB (4) | passes (1) | lanes (1) | salt (16) | check (32)
 *   | SHA-256 of all before (32)
 * Argon2id (RFC 9106) of passphrase and salt = file key (32) | check key (32)
 * check = HMAC-SHA256 of all before it under the check key
 * </pre>
 */
final class PassphraseHeader {
  static final int LENGTH = 95;
  static final byte FORM = 1;

  private static final byte[] MAGIC = "CSKBAKUP".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 16;
  private static final int CHECK_AT = 31;
  private static final int DIGEST_AT = 63;
  private static final int KEY = 32;

  /** RFC 9106, second recommendation, with one lane: 64 MiB, three passes. */
  static final Cost STANDARD = new Cost(1 << 16, 3);

  /** What a file may ask for at most: a forged one must not eat the memory. */
  private static final int MOST_KIBIBYTES = 1 << 18;

  private static final int MOST_PASSES = 16;
  private static final int MOST_LANES = 4;

  private final byte[] bytes;

  /** What a key costs to make. */
  record Cost(int kibibytes, int passes) {}

  private PassphraseHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A header and the key of its file; the key's owner destroys it. */
  record Opened(PassphraseHeader header, JceKey key) {}

  static Opened create(Passphrase passphrase, Cost cost, RandomGenerator random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    ByteBuffer head = ByteBuffer.allocate(LENGTH);
    head.put(MAGIC).put(FORM).putInt(cost.kibibytes()).put((byte) cost.passes());
    head.put((byte) 1).put(salt);
    var header = new PassphraseHeader(head.array());
    byte[] derived = header.derive(passphrase);
    try {
      head.put(header.check(derived));
      head.put(header.digestOfHead());
      return new Opened(header, header.key(derived));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  /**
   * @throws CaskadeException SEAL_UNKNOWN, SEAL_NEWER, SEAL_PASSPHRASE_WRONG, SEAL_CUT_OFF,
   *     SEAL_ALTERED
   */
  static Opened read(Passphrase passphrase, InputStream source) throws IOException {
    byte[] bytes = source.readNBytes(LENGTH);
    int known = Math.min(MAGIC.length, bytes.length);
    if (!Arrays.equals(bytes, 0, known, MAGIC, 0, known) || bytes.length == 0) {
      throw new CaskadeException(ErrorCode.SEAL_UNKNOWN);
    }
    if (bytes.length < LENGTH) {
      throw new CaskadeException(ErrorCode.SEAL_CUT_OFF);
    }
    var header = new PassphraseHeader(bytes);
    header.requireWhole();
    byte[] derived = header.derive(passphrase);
    try {
      byte[] check = Arrays.copyOfRange(bytes, CHECK_AT, DIGEST_AT);
      if (!MessageDigest.isEqual(check, header.check(derived))) {
        throw new CaskadeException(ErrorCode.SEAL_PASSPHRASE_WRONG);
      }
      return new Opened(header, header.key(derived));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  private void requireWhole() {
    if (!MessageDigest.isEqual(digestOfHead(), Arrays.copyOfRange(bytes, DIGEST_AT, LENGTH))) {
      throw new CaskadeException(ErrorCode.SEAL_ALTERED, "0");
    }
    if (bytes[MAGIC.length] != FORM) {
      throw new CaskadeException(
          ErrorCode.SEAL_NEWER,
          Integer.toString(bytes[MAGIC.length] & 0xFF),
          Integer.toString(FORM));
    }
    int kibibytes = kibibytes();
    if (passes() < 1
        || passes() > MOST_PASSES
        || lanes() < 1
        || lanes() > MOST_LANES
        || kibibytes < 8 * lanes()
        || kibibytes > MOST_KIBIBYTES) {
      throw new CaskadeException(ErrorCode.SEAL_ALTERED, "0");
    }
  }

  private int kibibytes() {
    return ByteBuffer.wrap(bytes).getInt(MAGIC.length + 1);
  }

  private int passes() {
    return bytes[MAGIC.length + 5];
  }

  private int lanes() {
    return bytes[MAGIC.length + 6];
  }

  private byte[] derive(Passphrase passphrase) {
    byte[] clear = new byte[passphrase.length()];
    passphrase.copyTo(clear, 0);
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(kibibytes())
              .withIterations(passes())
              .withParallelism(lanes())
              .withSalt(Arrays.copyOfRange(bytes, CHECK_AT - SALT, CHECK_AT))
              .build());
      byte[] derived = new byte[2 * KEY];
      generator.generateBytes(clear, derived);
      return derived;
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  private JceKey key(byte[] derived) {
    byte[] key = Arrays.copyOf(derived, KEY);
    try {
      return new JceKey("AES", key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] check(byte[] derived) {
    byte[] key = Arrays.copyOfRange(derived, KEY, 2 * KEY);
    JceKey checkKey = new JceKey("HmacSHA256", key);
    Arrays.fill(key, (byte) 0);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(checkKey);
      mac.update(bytes, 0, CHECK_AT);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HMAC-SHA256", e);
    } finally {
      checkKey.destroy();
    }
  }

  private byte[] digestOfHead() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, DIGEST_AT);
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  byte[] toByteArray() {
    return bytes.clone();
  }
}
