package io.caskade.cards.readers;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.lib.cardprotocol.Atr;
import io.caskade.lib.cardprotocol.AtrException;
import io.caskade.lib.cardprotocol.dialect.CardHost;
import java.util.Optional;

/** Tells the operator's own cards from others by their answer to reset (tvcas3, chapter 6.1). */
final class Recognition {
  private Recognition() {}

  /** Why this card is not to be used, if so. */
  static Optional<Refusal> refuse(String reader, Octets answerToReset) {
    try {
      return CardHost.knows(Atr.parse(answerToReset.toByteArray()))
          ? Optional.empty()
          : Optional.of(Refusal.of(ErrorCode.CARD_NOT_OURS, reader, answerToReset.hex()));
    } catch (AtrException e) {
      return Optional.of(Refusal.of(ErrorCode.CARD_ATR_INVALID, reader, answerToReset.hex()));
    }
  }
}
