package io.caskade.lib.simulcrypt.capture;

import java.io.IOException;

/** A file is no capture; the message goes on behind "...: ". */
public final class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  CaptureFormatException(String message) {
    super(message);
  }

  CaptureFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
