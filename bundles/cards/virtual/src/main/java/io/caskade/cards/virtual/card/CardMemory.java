package io.caskade.cards.virtual.card;

import io.caskade.api.base.Octets;
import io.caskade.cards.virtual.limit.RequestCounter;
import io.caskade.cards.virtual.limit.ServiceLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A card's memory that outlasts power. Counting ECMs does not write it (tvcas3, chapter 12, 22);
 * what an operator or a viewer changed does at once.
 */
final class CardMemory {
  final RequestCounter counter;
  final ServiceLimit limit;
  Entitlement entitlement;
  int host;
  CardState.Counts counts;
  int maturity;
  CardPin pin;

  private final Set<Octets> unblocks;
  private final CardStore store;
  private final Consumer<IOException> unsaved;

  /**
   * @param unsaved is told each time the state could not be kept; the card goes on
   */
  CardMemory(CardState state, CardTerms terms, CardStore store, Consumer<IOException> unsaved) {
    this.store = store;
    this.unsaved = unsaved;
    counter = new RequestCounter(state.counter());
    limit = new ServiceLimit(terms.services(), terms.block(), state.limit());
    entitlement = state.entitlement();
    host = state.host();
    counts = state.counts();
    maturity = state.maturity();
    pin = state.pin();
    unblocks = new LinkedHashSet<>(state.unblocks());
  }

  /** Remembers an EMM that ends a block; false when it was remembered already. */
  boolean isFirst(Octets unblock) {
    if (!unblocks.add(unblock)) {
      return false;
    }
    if (unblocks.size() > CardState.MOST_UNBLOCKS) {
      unblocks.remove(unblocks.iterator().next());
    }
    return true;
  }

  CardState state() {
    return new CardState(
        entitlement,
        host,
        counts,
        maturity,
        pin,
        counter.state(),
        limit.state(),
        new ArrayList<>(unblocks));
  }

  void save() {
    try {
      store.save(state());
    } catch (IOException e) {
      unsaved.accept(e);
    }
  }
}
