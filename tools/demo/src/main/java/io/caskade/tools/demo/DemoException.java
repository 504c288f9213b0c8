package io.caskade.tools.demo;

import org.jspecify.annotations.Nullable;

/** Why the demo cannot go on; the message is one sentence for the user. */
final class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
