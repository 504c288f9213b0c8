package io.caskade.cards.readerphoenix;

/** What resets a card. */
enum ResetBy {
  RTS,
  DTR,
  /** Emptying the port's buffers: a card emulator on a pseudo-terminal sees no lines. */
  FLUSH
}
