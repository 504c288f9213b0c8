package io.caskade.faces.console.firststart;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;

/**
 * The key with which the first administrator reaches the console, since it takes no passwords: made
 * as long as {@code etc/keys.properties} names nobody. The private part lies in {@code
 * etc/console.key} for its owner alone, in a form that {@code ssh -i} reads (PKCS#8 as PEM); the
 * public part in {@code keys.properties} as SSH writes it (RFC 4253, 6.6). RSA, because Karaf 4.4
 * does not recognise EC keys: it compares keys of two providers, and reads coordinates with a sign.
 */
final class ConsoleKey {
  static final String FILE = "console.key";

  private static final String KEYS_FILE = "keys.properties";
  private static final String GROUP_MARK = "_g_";
  private static final String SSH_TYPE = "ssh-rsa";
  private static final int BITS = 3072;

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
                    Base64.getEncoder().encodeToString(sshForm((RSAPublicKey) pair.getPublic()))));
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
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** Java writes a number as SSH does: the highest byte first, with a bit for its sign. */
  private static byte[] sshForm(RSAPublicKey key) {
    byte[] type = SSH_TYPE.getBytes(StandardCharsets.US_ASCII);
    byte[] exponent = key.getPublicExponent().toByteArray();
    byte[] modulus = key.getModulus().toByteArray();
    return ByteBuffer.allocate(3 * Integer.BYTES + type.length + exponent.length + modulus.length)
        .putInt(type.length)
        .put(type)
        .putInt(exponent.length)
        .put(exponent)
        .putInt(modulus.length)
        .put(modulus)
        .array();
  }

  private static String pem(KeyPair pair) {
    byte[] der = pair.getPrivate().getEncoded();
    try {
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
          + "\n-----END PRIVATE KEY-----\n";
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }
}
