package io.caskade.rights.management.access;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.access.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A bearer token, taken apart.
 *
 * @param session of a person
 * @param id public part
 * @param hash SHA-256 of the secret part: 256 random bits need no slow hash
 */
record TokenText(boolean session, String id, Octets hash) {
  private static final String CLIENT = "ck_";
  private static final String SESSION = "cs_";
  private static final int ID = CLIENT.length();
  private static final int ID_END = ID + 16;
  private static final int SECRET = ID_END + 1;
  private static final int LENGTH = SECRET + 43;

  /**
   * Empty when it is none. Every request comes through here: a pattern took one part in thirty of
   * the processor time of a sale.
   */
  static Optional<TokenText> read(BearerToken token) {
    String text = token.reveal();
    boolean session = text.startsWith(SESSION);
    if (!(session || text.startsWith(CLIENT))
        || text.length() != LENGTH
        || text.charAt(ID_END) != '_'
        || !isBase64Url(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenText(session, text.substring(ID, ID_END), sha256(text.substring(SECRET))));
  }

  /** RFC 4648, section 5, without padding. */
  private static boolean isBase64Url(String text) {
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean digit = letter >= '0' && letter <= '9';
      boolean upper = letter >= 'A' && letter <= 'Z';
      boolean lower = letter >= 'a' && letter <= 'z';
      if (!(digit || upper || lower || letter == '-' || letter == '_')) {
        return false;
      }
    }
    return true;
  }

  /** Of a token that was just made. */
  static TokenText of(BearerToken token) {
    return read(token).orElseThrow(() -> new IllegalArgumentException("not a token of ours"));
  }

  /** In constant time. */
  boolean hashes(Octets expected) {
    return MessageDigest.isEqual(hash.toByteArray(), expected.toByteArray());
  }

  private static Octets sha256(String text) {
    try {
      return Octets.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
