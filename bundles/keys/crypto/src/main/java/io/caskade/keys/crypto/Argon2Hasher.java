package io.caskade.keys.crypto;

import io.caskade.api.base.Secret;
import io.caskade.api.keys.PasswordHasher;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Argon2id (RFC 9106) with the smaller of OWASP's settings: 19 MiB, two passes, one lane; some 50
 * to 100 ms. The settings stand in each hash, so that they can grow without a password being lost.
 */
@Component(service = PasswordHasher.class)
public final class Argon2Hasher implements PasswordHasher {
  private static final Cost COST = new Cost(19_456, 2, 1);

  /** What a hash from elsewhere may cost at most: a forged one must not eat the memory. */
  private static final Cost LIMIT = new Cost(1 << 16, 10, 4);

  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final RandomGenerator random;

  private record Cost(int kibibytes, int passes, int lanes) {
    boolean within(Cost limit) {
      return kibibytes <= limit.kibibytes
          && passes <= limit.passes
          && lanes <= limit.lanes
          && passes > 0
          && lanes > 0
          && kibibytes >= 8 * lanes;
    }
  }

  /** Made by Declarative Services. */
  @Activate
  public Argon2Hasher() {
    this(new SecureRandom());
  }

  /**
   * @param random a cryptographic source, safe for any thread
   */
  Argon2Hasher(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String hash(Secret password) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] hash = hash(password, salt, COST, HASH);
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            COST.kibibytes(),
            COST.passes(),
            COST.lanes(),
            ENCODER.encodeToString(salt),
            ENCODER.encodeToString(hash));
  }

  @Override
  public boolean verify(Secret password, String phc) {
    Matcher form = PHC.matcher(phc);
    if (!form.matches()) {
      return false;
    }
    var cost =
        new Cost(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)));
    if (!cost.within(LIMIT)) {
      return false;
    }
    byte[] salt;
    byte[] expected;
    try {
      salt = Base64.getDecoder().decode(form.group(4));
      expected = Base64.getDecoder().decode(form.group(5));
    } catch (IllegalArgumentException e) {
      return false;
    }
    return MessageDigest.isEqual(hash(password, salt, cost, expected.length), expected);
  }

  private static byte[] hash(Secret password, byte[] salt, Cost cost, int length) {
    byte[] clear = new byte[password.length()];
    password.copyTo(clear, 0);
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.kibibytes())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .build());
      byte[] hash = new byte[length];
      generator.generateBytes(clear, hash);
      return hash;
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
