package io.caskade.tools.card;

/** The program was asked for wrongly; the message says how. */
final class OptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OptionException(String message) {
    super(message);
  }
}
