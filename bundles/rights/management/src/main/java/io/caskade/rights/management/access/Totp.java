package io.caskade.rights.management.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords: RFC 6238 with HMAC-SHA-1, steps of 30 s and six digits. */
final class Totp {
  /** Bytes of a secret, as RFC 4226 (4, R6) advises. */
  static final int SECRET = 20;

  private static final int STEP = 30;
  private static final int MODULUS = 1_000_000;

  /** A clock may be so many steps off. */
  private static final int DRIFT = 1;

  private Totp() {}

  /**
   * The time step that a code belongs to, if it is one of the present ones.
   *
   * @param after only steps behind this one count, so that a code is taken once
   */
  static OptionalLong match(byte[] secret, String code, Instant now, long after) {
    long present = now.getEpochSecond() / STEP;
    OptionalLong found = OptionalLong.empty();
    for (long step = present - DRIFT; step <= present + DRIFT; step++) {
      boolean equal = MessageDigest.isEqual(ascii(code(secret, step)), ascii(code));
      if (equal && step > after) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** Six digits for a time step. */
  static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
      return String.format(Locale.ROOT, "%06d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HMAC-SHA-1", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
