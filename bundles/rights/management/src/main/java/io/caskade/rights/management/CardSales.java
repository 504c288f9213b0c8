package io.caskade.rights.management;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sells: adds cards, gives them packages and windows, suspends and resumes them. */
class CardSales implements CardManagement {
  /** Changes per transaction of a bulk job. */
  static final int CHUNK = 2_000;

  /** What was meant does not depend on what somebody else changed meanwhile. */
  private static final int TRIES = 5;

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  CardSales(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Card add(Actor actor, NewCard card) {
    validate(presence.network(card.network()), card);
    Card added = prepare(presence.vault(), card);
    presence.store().apply(List.of(change(actor, CardOperation.ADD, Urgency.SINGLE, null, added)));
    return added;
  }

  @Override
  public int addAll(Actor actor, List<NewCard> cards) {
    validateAll(cards);
    for (int from = 0; from < cards.size(); from += CHUNK) {
      KeyVault vault = presence.vault();
      List<CardChange> changes =
          cards.subList(from, Math.min(cards.size(), from + CHUNK)).stream()
              .map(card -> prepare(vault, card))
              .map(card -> change(actor, CardOperation.ADD, Urgency.BULK, null, card))
              .toList();
      presence.store().apply(changes);
    }
    return cards.size();
  }

  @Override
  public Card show(NetworkId network, CardSerial serial) {
    return presence
        .store()
        .card(network, serial)
        .orElseThrow(
            () -> {
              presence.network(network);
              return unknown(network, serial);
            });
  }

  @Override
  public List<Card> list(NetworkId network, Optional<CardSerial> after, int limit) {
    List<Card> cards = presence.store().cards(network, after, limit);
    if (cards.isEmpty()) {
      presence.network(network);
    }
    return cards;
  }

  @Override
  public Card changeRights(Actor actor, NetworkId network, CardSerial serial, CardRights rights) {
    CardRules.requireRights(presence.network(network), serial, rights);
    Card before = show(network, serial);
    Card after = sold(before, rights);
    presence
        .store()
        .apply(List.of(change(actor, CardOperation.CHANGE_RIGHTS, Urgency.SINGLE, before, after)));
    return after;
  }

  @Override
  public int changeRightsOfAll(
      Actor actor, NetworkId network, List<CardSerial> serials, CardRights rights) {
    List<CardSerial> distinct = serials.stream().distinct().toList();
    if (distinct.isEmpty()) {
      return 0;
    }
    CardRules.requireRights(presence.network(network), distinct.get(0), rights);
    for (int from = 0; from < distinct.size(); from += CHUNK) {
      List<CardSerial> chunk = distinct.subList(from, Math.min(distinct.size(), from + CHUNK));
      insist(() -> changeRightsOfChunk(actor, network, chunk, rights));
    }
    return distinct.size();
  }

  @Override
  public Card suspend(Actor actor, NetworkId network, CardSerial serial) {
    return turn(actor, network, serial, CardOperation.SUSPEND, CardStatus.SUSPENDED);
  }

  @Override
  public Card resume(Actor actor, NetworkId network, CardSerial serial) {
    return turn(actor, network, serial, CardOperation.RESUME, CardStatus.ACTIVE);
  }

  private Card turn(
      Actor actor,
      NetworkId network,
      CardSerial serial,
      CardOperation operation,
      CardStatus status) {
    return insist(
        () -> {
          Card before = show(network, serial);
          if (before.status() == status) {
            return before;
          }
          Card after = next(before, status, before.rights());
          presence.store().apply(List.of(change(actor, operation, Urgency.SINGLE, before, after)));
          return after;
        });
  }

  private int changeRightsOfChunk(
      Actor actor, NetworkId network, List<CardSerial> serials, CardRights rights) {
    Map<CardSerial, Card> present = new HashMap<>();
    presence.store().cards(network, serials).forEach(card -> present.put(card.serial(), card));
    var changes = new ArrayList<CardChange>(serials.size());
    for (CardSerial serial : serials) {
      Card before = present.get(serial);
      if (before == null) {
        throw unknown(network, serial);
      }
      changes.add(
          change(actor, CardOperation.CHANGE_RIGHTS, Urgency.BULK, before, sold(before, rights)));
    }
    presence.store().apply(changes);
    return changes.size();
  }

  /** Reads and writes again when somebody else changed the same cards in between. */
  private static <T> T insist(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (CaskadeException e) {
        if (e.code() != ErrorCode.VERSION_CONFLICT || tries >= TRIES) {
          throw e;
        }
      }
    }
  }

  private void validateAll(List<NewCard> cards) {
    Map<NetworkId, Network> networks = new HashMap<>();
    Map<NetworkId, Set<CardSerial>> serials = new HashMap<>();
    for (NewCard card : cards) {
      validate(networks.computeIfAbsent(card.network(), presence::network), card);
      if (!serials.computeIfAbsent(card.network(), network -> new HashSet<>()).add(card.serial())) {
        throw new CaskadeException(ErrorCode.CARD_EXISTS, card.network(), card.serial());
      }
    }
  }

  private static void validate(Network network, NewCard card) {
    CardRules.requireRights(network, card.serial(), card.rights());
    CardRules.requireRegion(card.region());
    CardKey key = card.key();
    if (key != null && key.length() != CardRules.KEY_LENGTH) {
      throw new CaskadeException(
          ErrorCode.KEY_LENGTH,
          "card " + card.serial(),
          Integer.toString(key.length()),
          Integer.toString(CardRules.KEY_LENGTH));
    }
  }

  private static Card prepare(KeyVault vault, NewCard card) {
    return new Card(
        card.network(),
        card.serial(),
        1,
        CardStatus.ACTIVE,
        card.region(),
        card.rights(),
        card.rights().finish(),
        wrap(vault, card));
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

  private static Card sold(Card before, CardRights rights) {
    return next(before, before.status(), rights);
  }

  private static Card next(Card before, CardStatus status, CardRights rights) {
    Instant finish = rights.finish();
    return new Card(
        before.network(),
        before.serial(),
        before.version() + 1,
        status,
        before.region(),
        rights,
        finish.isAfter(before.latestFinish()) ? finish : before.latestFinish(),
        before.key());
  }

  private CardChange change(
      Actor actor, CardOperation operation, Urgency urgency, @Nullable Card before, Card after) {
    return new CardChange(ids.next(), clock.instant(), actor, operation, urgency, before, after);
  }

  private static CaskadeException unknown(NetworkId network, CardSerial serial) {
    return new CaskadeException(ErrorCode.CARD_UNKNOWN, network, serial);
  }
}
