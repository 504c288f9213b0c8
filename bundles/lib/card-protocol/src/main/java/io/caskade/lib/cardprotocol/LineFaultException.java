package io.caskade.lib.cardprotocol;

import java.io.IOException;

/**
 * A reset or an exchange that did not come to its end. A {@link CardLine} throws it for what only
 * the line can see (parity, a pulled card); the engine adds the rest.
 */
public final class LineFaultException extends IOException {
  private static final long serialVersionUID = 1L;

  private final LineFault fault;
  private final String detail;

  /**
   * @param detail what was seen, for a technician: hexadecimal of an answer to reset or of a
   *     procedure byte, never data of a command; may be empty
   */
  public LineFaultException(LineFault fault, String detail) {
    super(detail.isEmpty() ? fault.name() : fault.name() + ": " + detail);
    this.fault = fault;
    this.detail = detail;
  }

  /** With what the operating system said. */
  public LineFaultException(LineFault fault, String detail, Throwable cause) {
    this(fault, detail);
    initCause(cause);
  }

  public LineFault fault() {
    return fault;
  }

  /** What was seen, or an empty text. Never secret. */
  public String detail() {
    return detail;
  }
}
