package io.caskade.cards.readerphoenix;

/** Parity of the port. */
enum Parity {
  EVEN,
  ODD,
  NONE,
  /** Even, and odd when no card answers so. */
  AUTO;

  /** What the port is opened with. */
  Parity first() {
    return this == AUTO ? EVEN : this;
  }
}
