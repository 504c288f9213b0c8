package io.caskade.rights.management.access;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.access.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bearer token, taken apart.
 *
 * @param session of a person
 * @param id public part
 * @param hash SHA-256 of the secret part: 256 random bits need no slow hash
 */
record TokenText(boolean session, String id, Octets hash) {
  private static final Pattern FORM =
      Pattern.compile("(ck|cs)_([A-Za-z0-9_-]{16})_([A-Za-z0-9_-]{43})");

  /** Empty when it is none. */
  static Optional<TokenText> read(BearerToken token) {
    Matcher form = FORM.matcher(token.reveal());
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenText(form.group(1).equals("cs"), form.group(2), sha256(form.group(3))));
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
