package io.caskade.lib.cardprotocol.dialect;

/** What can go wrong with a card that answers. */
public enum DialogueFault {
  /** A status that the command does not allow. Arguments: the status, four digits. */
  STATUS,
  /** An answer that is not well formed. Arguments: what is wrong with it. */
  ANSWER,
  /** A section that fits no command. Arguments: what it is, its length, the longest. */
  TOO_LONG
}
