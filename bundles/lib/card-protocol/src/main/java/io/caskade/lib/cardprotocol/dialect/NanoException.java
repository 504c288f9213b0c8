package io.caskade.lib.cardprotocol.dialect;

/** A row of nanos that is not well formed. The message names places and tags, never values. */
public final class NanoException extends Exception {
  private static final long serialVersionUID = 1L;

  public NanoException(String message) {
    super(message);
  }
}
