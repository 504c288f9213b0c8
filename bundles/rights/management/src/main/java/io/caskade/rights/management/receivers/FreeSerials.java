package io.caskade.rights.management.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Serials of a network that no card has, upwards from one. */
final class FreeSerials {
  private static final int PAGE = 1_000;

  private final Store store;
  private final NetworkId network;
  private final Set<Long> used = new HashSet<>();
  private long next;

  /** Below this serial it is known which are used. */
  private long known;

  FreeSerials(Store store, NetworkId network, CardSerial first) {
    this.store = store;
    this.network = network;
    this.next = first.value();
    this.known = next;
  }

  /**
   * @throws io.caskade.api.base.CaskadeException RECEIVER_INVALID when there is none left
   */
  CardSerial take() {
    while (true) {
      ReceiverRulesCheck.require(
          next <= CardSerial.MAX, "firstCard: there are not so many free serials behind it");
      if (next >= known) {
        look();
      }
      long candidate = next++;
      if (!used.remove(candidate)) {
        return new CardSerial(candidate);
      }
    }
  }

  private void look() {
    Optional<CardSerial> after =
        next == 0 ? Optional.empty() : Optional.of(new CardSerial(next - 1));
    List<Card> page = store.cards(CardQuery.all(network, after, PAGE));
    page.forEach(card -> used.add(card.serial().value()));
    known = page.size() < PAGE ? Long.MAX_VALUE : page.get(PAGE - 1).serial().value() + 1;
  }
}
