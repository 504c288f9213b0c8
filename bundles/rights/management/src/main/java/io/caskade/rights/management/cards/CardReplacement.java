package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.api.rights.Urgency;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Presence;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts a card of the stock into the place of a lost, broken or stolen one, in one transaction. */
final class CardReplacement {
  private final Presence presence;
  private final ChangeIds ids;
  private final CardWrites writes;

  CardReplacement(Presence presence, ChangeIds ids, CardWrites writes) {
    this.presence = presence;
    this.ids = ids;
    this.writes = writes;
  }

  Card replace(
      Caller caller,
      OperatorNetwork network,
      CardSerial serial,
      CardSerial replacement,
      ReplacementReason reason) {
    FieldRules.require(!serial.equals(replacement), "replacement", "another card is needed");
    return Conflicts.insist(() -> attempt(caller, network, serial, replacement, reason));
  }

  private Card attempt(
      Caller caller,
      OperatorNetwork network,
      CardSerial serial,
      CardSerial replacement,
      ReplacementReason reason) {
    Card old = writes.show(network.network().id(), serial);
    Card fresh = writes.show(network.network().id(), replacement);
    if (presence.done(caller)) {
      return fresh;
    }
    CardLife life = writes.life(network);
    Card successor = life.successor(fresh, old);
    Card replaced = life.replaced(old, reason == ReplacementReason.STOLEN);
    presence
        .store()
        .apply(
            List.of(
                writes.first(caller, CardOperation.REPLACE, fresh, successor),
                writes.change(
                    ids.of(caller, 1),
                    caller,
                    CardOperation.REPLACE,
                    Urgency.SINGLE,
                    old,
                    replaced),
                writes.reason(
                    caller,
                    2,
                    old,
                    "replace",
                    Map.of(
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT),
                        "replacement",
                        replacement.toString()))));
    return successor;
  }
}
