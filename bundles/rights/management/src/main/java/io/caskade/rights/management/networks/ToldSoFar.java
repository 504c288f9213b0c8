package io.caskade.rights.management.networks;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Urgency;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.cards.CardLife;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes into every active card what it was told so far. Otherwise that is worked out from the
 * rules of the network when a card is stopped; when the rules change so that less is told, nobody
 * could work out any more what was told under the old ones, and stop EMMs would end too early.
 */
final class ToldSoFar {
  private static final int PAGE = 1_000;

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  ToldSoFar(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /** True when cards are told earlier ends after a change of the rules. */
  static boolean less(AiringRules before, AiringRules after) {
    boolean shorter =
        after
            .maxWindow()
            .filter(
                window -> before.maxWindow().filter(old -> old.compareTo(window) <= 0).isEmpty())
            .isPresent();
    return shorter || after.grace().compareTo(before.grace()) < 0;
  }

  /**
   * Goes through all active cards of a network, a page in each transaction.
   *
   * @param rules those under which the cards were told
   * @param until what they will have been told at this instant
   */
  void write(Caller caller, NetworkId network, AiringRules rules, Instant until) {
    CardQuery query = active(network);
    List<Card> page;
    do {
      CardQuery next = query;
      page = Conflicts.insist(() -> writePage(caller, next, new CardLife(rules, until)));
      query = page.isEmpty() ? query : query.after(page.get(page.size() - 1).serial());
    } while (page.size() == PAGE);
  }

  private List<Card> writePage(Caller caller, CardQuery query, CardLife life) {
    List<Card> page = presence.store().cards(query);
    var changes = new ArrayList<CardChange>();
    for (Card before : page) {
      Card after = life.remembered(before);
      if (after != before) {
        changes.add(
            new CardChange(
                ids.next(),
                clock.instant(),
                caller.actor(),
                CardOperation.CHANGE,
                Urgency.BULK,
                before,
                after));
      }
    }
    if (!changes.isEmpty()) {
      presence.store().apply(changes);
    }
    return page;
  }

  private static CardQuery active(NetworkId network) {
    return new CardQuery(
        network,
        Optional.empty(),
        Set.of(CardStatus.ACTIVE),
        ProductMask.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        PAGE);
  }
}
