package io.caskade.ops.replica.wire;

import java.io.IOException;

/** Bytes that are not of this protocol; the message says why. */
public final class MalformedFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedFrameException(String message) {
    super(message);
  }
}
