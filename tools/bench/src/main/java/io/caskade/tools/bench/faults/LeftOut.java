package io.caskade.tools.bench.faults;

/** This machine or this user cannot do it; the message says what is missing. */
final class LeftOut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeftOut(String reason) {
    super(reason);
  }
}
