package io.caskade.ops.backup;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Words of the control socket's lines: bytes as Base64, so that no blank cuts them. */
final class Wire {
  private Wire() {}

  static String word(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(String word) {
    return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
  }
}
