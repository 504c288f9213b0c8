package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Urgency;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends the rights of some cards again: to the feed each of them is a change. */
final class CardRecall {
  /** Cards in one call. */
  static final int LIMIT = 1_000;

  private final Presence presence;
  private final ChangeIds ids;
  private final CardWrites writes;

  CardRecall(Presence presence, ChangeIds ids, CardWrites writes) {
    this.presence = presence;
    this.ids = ids;
    this.writes = writes;
  }

  void recall(Caller caller, OperatorNetwork network, List<CardSerial> serials) {
    List<CardSerial> distinct = serials.stream().distinct().toList();
    FieldRules.require(distinct.size() <= LIMIT, "serials", "at most " + LIMIT);
    if (!distinct.isEmpty() && !presence.done(caller)) {
      Conflicts.insist(() -> attempt(caller, network, distinct));
    }
  }

  private int attempt(Caller caller, OperatorNetwork network, List<CardSerial> serials) {
    NetworkId id = network.network().id();
    Map<CardSerial, Card> present = new HashMap<>();
    presence.store().cards(id, serials).forEach(card -> present.put(card.serial(), card));
    CardLife life = writes.life(network);
    var changes = new ArrayList<CardChange>(serials.size());
    for (CardSerial serial : serials) {
      Card before = present.get(serial);
      if (before == null) {
        throw CardWrites.unknown(id, serial);
      }
      changes.add(
          writes.change(
              changes.isEmpty() ? ids.of(caller) : ids.of(caller, changes.size()),
              caller,
              CardOperation.RECALL,
              Urgency.SINGLE,
              before,
              life.recalled(before)));
    }
    presence.store().apply(changes);
    return changes.size();
  }
}
