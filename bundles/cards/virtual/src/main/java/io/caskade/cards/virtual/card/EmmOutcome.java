package io.caskade.cards.virtual.card;

/** What a card made of an EMM. Every EMM is answered with 9000, as card servers want it. */
public enum EmmOutcome {
  /** It changed something. */
  APPLIED,
  /** It said what the card knows already. */
  REPEATED,
  /** It ended a block, and was applied. */
  UNBLOCKED,
  /** Its address or its serial number is another card's, or its key is. */
  OTHER_CARD,
  /** A sum in it is wrong: nothing was changed. */
  CHECKSUM_WRONG,
  /** It has not the form of an EMM: nothing was changed. */
  MALFORMED
}
