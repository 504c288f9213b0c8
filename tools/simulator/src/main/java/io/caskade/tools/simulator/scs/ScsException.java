package io.caskade.tools.simulator.scs;

/** What an ECMG demands and this SCS cannot give; the message says what to change. */
public final class ScsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScsException(String message) {
    super(message);
  }
}
