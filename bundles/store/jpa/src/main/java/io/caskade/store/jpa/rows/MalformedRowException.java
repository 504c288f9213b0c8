package io.caskade.store.jpa.rows;

import java.io.IOException;

/** Bytes that are no rows; the message says why. */
public final class MalformedRowException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedRowException(String message) {
    super(message);
  }
}
