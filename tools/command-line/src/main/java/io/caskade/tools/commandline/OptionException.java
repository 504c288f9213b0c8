package io.caskade.tools.commandline;

/** What the user asked for and cannot have; the message is one sentence for him. */
public final class OptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OptionException(String message) {
    super(message);
  }
}
