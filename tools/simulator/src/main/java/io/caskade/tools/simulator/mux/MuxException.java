package io.caskade.tools.simulator.mux;

/** Why the multiplexer cannot do what it was asked; the message says what to change. */
public final class MuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MuxException(String message) {
    super(message);
  }
}
