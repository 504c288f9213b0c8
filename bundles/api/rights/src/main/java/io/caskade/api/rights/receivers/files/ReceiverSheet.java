package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines for a receiver, with the password in clear. The reader destroys it. */
public final class ReceiverSheet extends Secret {
  private ReceiverSheet(byte[] bytes) {
    super(bytes);
  }

  public static ReceiverSheet of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new ReceiverSheet(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** What is shown, once. */
  public String text() {
    byte[] bytes = new byte[length()];
    copyTo(bytes, 0);
    try {
      return new String(bytes, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
