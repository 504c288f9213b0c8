package io.caskade.faces.console.firststart;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The administrator's password as the first start makes it: 24 characters, some 139 bits. */
final class AdminPassword extends Secret {
  /** No 0 O 1 l I: people copy it from a screen. */
  private static final String ALPHABET =
      "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private static final int LENGTH = 24;

  AdminPassword(String text) {
    super(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A new one; {@code random} must be a cryptographic generator. */
  static AdminPassword generate(RandomGenerator random) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new AdminPassword(text.toString());
  }

  /** In clear, for the owner-only file and the terminal. */
  String reveal() {
    byte[] bytes = new byte[length()];
    copyTo(bytes, 0);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** As users.properties keeps it with the settings of etc/org.apache.karaf.jaas.cfg. */
  String digest() {
    byte[] bytes = new byte[length()];
    copyTo(bytes, 0);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(bytes);
      return "{CRYPT}" + HexFormat.of().formatHex(digest) + "{CRYPT}";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }
}
