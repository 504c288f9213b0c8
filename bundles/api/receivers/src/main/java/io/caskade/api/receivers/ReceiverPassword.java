package io.caskade.api.receivers;

import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;

/** The clear password of an account, in UTF-8: CCcam's and newcamd's log-ins need it so. */
public final class ReceiverPassword extends Secret {
  public ReceiverPassword(byte[] bytes) {
    super(bytes);
  }

  /** Of a text that was typed. */
  public static ReceiverPassword of(String text) {
    return new ReceiverPassword(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy; the caller wipes it. */
  public byte[] bytes() {
    byte[] copy = new byte[length()];
    copyTo(copy, 0);
    return copy;
  }
}
