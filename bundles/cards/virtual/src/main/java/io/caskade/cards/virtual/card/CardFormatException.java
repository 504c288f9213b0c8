package io.caskade.cards.virtual.card;

import java.nio.file.Path;

/** A CONFIG or state file that is none, is damaged or belongs to another card. */
public final class CardFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason what is wrong, as the end of a sentence that begins with the file
   */
  public CardFormatException(String reason) {
    super(reason);
    this.reason = reason;
  }

  private CardFormatException(Path file, CardFormatException cause) {
    super(file + " " + cause.reason, cause);
    this.reason = cause.reason;
  }

  /** The same with the file that it is about. */
  public CardFormatException in(Path file) {
    return new CardFormatException(file, this);
  }

  /** Without the file: {@code is no CONFIG file: ...}. */
  public String reason() {
    return reason;
  }
}
