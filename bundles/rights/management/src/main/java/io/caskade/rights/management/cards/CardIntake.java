package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Urgency;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds cards: checks them, wraps their keys or has keys made, and writes them. */
final class CardIntake {
  /** Cards per transaction. */
  static final int CHUNK = 2_000;

  /** So long a card may hold rights that another system told it. */
  static final Duration UNKNOWN_RIGHTS = Duration.ofDays(180);

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final CardGate gate;
  private final Holders holders;
  private final CardWrites writes;

  CardIntake(
      Presence presence,
      ChangeIds ids,
      InstantSource clock,
      CardGate gate,
      Holders holders,
      CardWrites writes) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
    this.gate = gate;
    this.holders = holders;
    this.writes = writes;
  }

  Card add(Caller caller, NewCard card) {
    OperatorNetwork network = gate.add(caller, card);
    require(network, card);
    if (presence.done(caller)) {
      return writes.show(card.network(), card.serial());
    }
    Card added = prepare(presence.vault(), card, clock.instant());
    presence.store().apply(List.of(writes.first(caller, CardOperation.ADD, null, added)));
    return added;
  }

  int addAll(Caller caller, List<NewCard> cards) {
    requireAll(caller, cards);
    for (int from = 0; from < cards.size(); from += CHUNK) {
      KeyVault vault = presence.vault();
      var changes = new ArrayList<CardChange>(CHUNK);
      for (int i = from; i < Math.min(cards.size(), from + CHUNK); i++) {
        changes.add(
            writes.change(
                i == 0 ? ids.of(caller) : ids.of(caller, i),
                caller,
                CardOperation.ADD,
                Urgency.BULK,
                null,
                prepare(vault, cards.get(i), clock.instant())));
      }
      presence.store().apply(changes);
    }
    return cards.size();
  }

  private void requireAll(Caller caller, List<NewCard> cards) {
    Map<NetworkId, Set<CardSerial>> serials = new HashMap<>();
    for (NewCard card : cards) {
      require(gate.add(caller, card), card);
      if (!serials.computeIfAbsent(card.network(), network -> new HashSet<>()).add(card.serial())) {
        throw new CaskadeException(ErrorCode.CARD_EXISTS, card.network(), card.serial());
      }
    }
  }

  private void require(OperatorNetwork network, NewCard card) {
    CardRules.requireNew(network.network(), card);
    holders.require(card.network(), card.serial(), card.holder());
  }

  /** A card as it is when it begins, its key wrapped. */
  static Card prepare(KeyVault vault, NewCard card, Instant now) {
    return new Card(
        card.network(),
        card.serial(),
        1,
        card.status(),
        card.region(),
        card.sold(),
        card.heldElsewhere()
            ? now.truncatedTo(ChronoUnit.SECONDS).plus(UNKNOWN_RIGHTS)
            : Instant.EPOCH,
        wrap(vault, card),
        card.holder(),
        now);
  }

  private static WrappedKey wrap(KeyVault vault, NewCard card) {
    CardKey given = card.key();
    if (given != null) {
      return vault.wrap(card.network(), card.serial(), given);
    }
    CardKey made = vault.newCardKey(CardRules.KEY_LENGTH);
    try {
      return vault.wrap(card.network(), card.serial(), made);
    } finally {
      made.destroy();
    }
  }
}
