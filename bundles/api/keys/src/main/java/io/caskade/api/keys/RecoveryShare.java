package io.caskade.api.keys;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;

/** One share of the vault's master key, as it is printed: groups of letters with a checksum. */
public final class RecoveryShare extends Secret {
  public RecoveryShare(String text) {
    super(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** For the one who prints or types it. */
  public String reveal() {
    byte[] copy = new byte[length()];
    copyTo(copy, 0);
    return new String(copy, StandardCharsets.US_ASCII);
  }
}
