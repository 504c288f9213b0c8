package io.caskade.api.rights.access;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;

/** A password in clear, on its way to its hash. */
public final class Password extends Secret {
  public Password(String text) {
    super(text.getBytes(StandardCharsets.UTF_8));
  }
}
