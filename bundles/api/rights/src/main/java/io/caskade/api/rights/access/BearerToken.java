package io.caskade.api.rights.access;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A token of a program or of a session, in clear: shown once, or come with a request. {@code ck_}
 * for programs or {@code cs_} for sessions, 16 letters that name it, {@code _}, and 43 letters of
 * 256 random bits.
 */
public final class BearerToken extends Secret {
  private static final int ID = 12;
  private static final int SECRET = 32;

  public BearerToken(String text) {
    super(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A new token of a program.
   *
   * @param random a cryptographic source
   */
  public static BearerToken ofProgram(RandomGenerator random) {
    return drawn("ck_", random);
  }

  /**
   * A new token of a session.
   *
   * @param random a cryptographic source
   */
  public static BearerToken ofSession(RandomGenerator random) {
    return drawn("cs_", random);
  }

  private static BearerToken drawn(String kind, RandomGenerator random) {
    return new BearerToken(kind + letters(ID, random) + "_" + letters(SECRET, random));
  }

  private static String letters(int bytes, RandomGenerator random) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  /** For the one who was given it. */
  public String reveal() {
    byte[] copy = new byte[length()];
    copyTo(copy, 0);
    return new String(copy, StandardCharsets.UTF_8);
  }
}
