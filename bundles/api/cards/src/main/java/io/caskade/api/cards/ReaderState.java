package io.caskade.api.cards;

/** What a configured reader does. */
public enum ReaderState {
  /** It is configured, but no installed driver serves it. */
  NO_DRIVER,
  /** The driver does not reach the reader: port, USB or PC/SC service. */
  NO_READER,
  /** The reader works and is empty. */
  EMPTY,
  /** Something is in it that cannot be used: mute, garbled or of another system. */
  UNUSABLE,
  /** A card of this system is in it and waits for work. */
  READY,
  /** A card is being asked. */
  BUSY,
  /** Stopped by the operator. */
  STOPPED
}
