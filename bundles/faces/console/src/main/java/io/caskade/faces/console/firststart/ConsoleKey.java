package io.caskade.faces.console.firststart;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The key with which the first administrator reaches the console, since it takes no passwords: made
 * as long as {@code etc/keys.properties} names nobody. The private part lies in {@code
 * etc/console.key} for its owner alone, in the form that {@code ssh -i} reads (RFC 5915 as PEM);
 * the public part in {@code keys.properties} as SSH writes it (RFC 5656, 3.1).
 */
final class ConsoleKey {
  static final String FILE = "console.key";

  private static final String KEYS_FILE = "keys.properties";
  private static final String GROUP_MARK = "_g_";
  private static final String SSH_TYPE = "ecdsa-sha2-nistp256";
  private static final String SSH_CURVE = "nistp256";
  private static final int COORDINATE = 32;

  /** ECPrivateKey: version 1, a key of 32 bytes; then the curve P-256; then a point of 65 bytes. */
  private static final byte[] DER_KEY = HexFormat.of().parseHex("30770201010420");

  private static final byte[] DER_CURVE = HexFormat.of().parseHex("a00a06082a8648ce3d030107");
  private static final byte[] DER_POINT = HexFormat.of().parseHex("a144034200");

  private final OwnerOnlyFile key;
  private final OwnerOnlyFile keys;
  private final SecureRandom random;

  ConsoleKey(Path etc, SecureRandom random) {
    this.key = new OwnerOnlyFile(etc.resolve(FILE));
    this.keys = new OwnerOnlyFile(etc.resolve(KEYS_FILE));
    this.random = random;
  }

  /**
   * Makes the key when nobody could log in without it.
   *
   * @return true when it was made just now
   * @throws IOException when a file cannot be read or written; the message names it
   */
  boolean make() throws IOException {
    String text = keys.exists() ? Files.readString(keys.path()) : "";
    if (namesSomebody()) {
      return false;
    }
    KeyPair pair = generate();
    // keys.properties last: a power cut in between leaves a key that is made anew.
    key.write(pem(pair));
    String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    keys.write(
        text
            + separator
            + "\n# Made by the first start, private part in %s:\n%s=%s,_g_:admingroup\n"
                .formatted(
                    FILE,
                    FirstStart.ADMIN,
                    Base64.getEncoder().encodeToString(sshForm((ECPublicKey) pair.getPublic()))));
    return true;
  }

  private boolean namesSomebody() throws IOException {
    if (!keys.exists()) {
      return false;
    }
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(keys.path())) {
      known.load(reader);
    }
    return known.stringPropertyNames().stream().anyMatch(name -> !name.startsWith(GROUP_MARK));
  }

  private KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  private static byte[] sshForm(ECPublicKey key) {
    byte[] type = SSH_TYPE.getBytes(StandardCharsets.US_ASCII);
    byte[] curve = SSH_CURVE.getBytes(StandardCharsets.US_ASCII);
    byte[] point = point(key);
    return ByteBuffer.allocate(3 * Integer.BYTES + type.length + curve.length + point.length)
        .putInt(type.length)
        .put(type)
        .putInt(curve.length)
        .put(curve)
        .putInt(point.length)
        .put(point)
        .array();
  }

  private static String pem(KeyPair pair) {
    byte[] secret = fixed(((ECPrivateKey) pair.getPrivate()).getS());
    byte[] point = point((ECPublicKey) pair.getPublic());
    byte[] der =
        ByteBuffer.allocate(
                DER_KEY.length + COORDINATE + DER_CURVE.length + DER_POINT.length + point.length)
            .put(DER_KEY)
            .put(secret)
            .put(DER_CURVE)
            .put(DER_POINT)
            .put(point)
            .array();
    try {
      return "-----BEGIN EC PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
          + "\n-----END EC PRIVATE KEY-----\n";
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  /** Uncompressed. */
  private static byte[] point(ECPublicKey key) {
    return ByteBuffer.allocate(1 + 2 * COORDINATE)
        .put((byte) 4)
        .put(fixed(key.getW().getAffineX()))
        .put(fixed(key.getW().getAffineY()))
        .array();
  }

  /** A number of at most 256 bits in 32 bytes. */
  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
    return fixed;
  }
}
