package io.caskade.receivers.files.intake;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Serials of a network that no card has, upwards from one. */
final class FreeCards {
  private static final int PAGE = 1_000;

  private final CardManagement cards;
  private final Caller caller;
  private final NetworkId network;
  private final Set<Long> used = new HashSet<>();
  private long next;

  /** Below this serial it is known which are used. */
  private long known;

  FreeCards(CardManagement cards, Caller caller, NetworkId network, CardSerial first) {
    this.cards = cards;
    this.caller = caller;
    this.network = network;
    this.next = first.value();
    this.known = next;
  }

  /**
   * @throws CaskadeException FIELD_INVALID when there is none left
   */
  CardSerial take() {
    while (next <= CardSerial.MAX) {
      if (next >= known) {
        look();
      }
      long candidate = next++;
      if (!used.remove(candidate)) {
        return new CardSerial(candidate);
      }
    }
    throw new CaskadeException(
        ErrorCode.FIELD_INVALID, "firstCard", "there are not so many free serials behind it");
  }

  private void look() {
    Optional<CardSerial> after =
        next == 0 ? Optional.empty() : Optional.of(new CardSerial(next - 1));
    List<Card> page = cards.find(caller, CardQuery.all(network, after, PAGE));
    page.forEach(card -> used.add(card.serial().value()));
    known = page.size() < PAGE ? Long.MAX_VALUE : page.get(PAGE - 1).serial().value() + 1;
  }
}
