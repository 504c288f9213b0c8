package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import java.util.Optional;

/**
 * Who has a card.
 *
 * @param subscriber id of the subscriber
 * @param setTopBox id of the box it sits in
 * @param parent the card whose household it belongs to
 */
public record CardHolder(
    Optional<String> subscriber, Optional<String> setTopBox, Optional<CardSerial> parent) {
  public static final CardHolder NOBODY =
      new CardHolder(Optional.empty(), Optional.empty(), Optional.empty());
}
