package io.caskade.lib.cardprotocol;

/** What can go wrong between a reader and a card, each with a cure of its own. */
public enum LineFault {
  /** No character came after the reset. */
  MUTE,
  /** The answer to reset begins with a character that begins none: the speed is wrong. */
  GARBLED,
  /** The answer to reset breaks ISO 7816-3, 8, or is cut off. */
  ATR_INVALID,
  /** A character had the wrong parity. */
  PARITY,
  /** A reader that returns what is sent returned something else, or nothing. */
  ECHO,
  /** The card fell silent in a command. */
  SILENT,
  /** The card asked for more time again and again. */
  WAITS,
  /** A procedure byte or status that T=0 does not know at this place. */
  STATUS,
  /** The card went out of the reader. */
  PULLED,
  /** The line is closed or its port vanished. */
  GONE,
  /** The command cannot be sent in T=0: P3 is one byte and counts the data. */
  TOO_LONG
}
