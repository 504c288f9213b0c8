package io.caskade.lib.ts;

import java.io.IOException;

/** Bytes that are not what they claim to be; the message says in one sentence what and where. */
public final class TsFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param offset position of the fault in bytes from the start of the file, stream or section
   */
  public TsFormatException(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  /** Position of the fault in bytes from the start of the file, stream or section. */
  public long offset() {
    return offset;
  }
}
