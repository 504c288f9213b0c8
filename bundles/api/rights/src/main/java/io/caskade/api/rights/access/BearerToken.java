package io.caskade.api.rights.access;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;

/** A token of a program or of a session, in clear: shown once, or come with a request. */
public final class BearerToken extends Secret {
  public BearerToken(String text) {
    super(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** For the one who was given it. */
  public String reveal() {
    byte[] copy = new byte[length()];
    copyTo(copy, 0);
    return new String(copy, StandardCharsets.US_ASCII);
  }
}
