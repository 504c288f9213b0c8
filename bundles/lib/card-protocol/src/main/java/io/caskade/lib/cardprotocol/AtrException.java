package io.caskade.lib.cardprotocol;

/** An answer to reset that breaks ISO 7816-3, 8. */
public final class AtrException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with it. */
  public enum Reason {
    /** TS is neither 3B nor 3F (nor 03, as a serial port reads that). */
    START,
    /** It ends before the characters that it announces. */
    CUT_OFF,
    /** It goes on after the characters that it announces, or past 33 of them. */
    TOO_LONG,
    /** The exclusive or of all characters behind TS is not zero. */
    CHECK
  }

  AtrException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
