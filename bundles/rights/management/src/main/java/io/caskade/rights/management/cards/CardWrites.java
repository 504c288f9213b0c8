package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Urgency;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.Presence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a card, lets {@link CardLife} say what becomes of it, and writes that with its row of the
 * journal. When somebody else changed the card in between it is read again: what was meant does not
 * depend on it, unless the caller said which version it saw.
 */
final class CardWrites {
  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  CardWrites(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /** The present state of a card. */
  Card show(NetworkId network, CardSerial serial) {
    return known(network, serial, presence.store().card(network, serial));
  }

  private Card known(NetworkId network, CardSerial serial, Optional<Card> found) {
    return found.orElseThrow(
        () -> {
          presence.network(network);
          return unknown(network, serial);
        });
  }

  /** One change of one card. */
  Card change(
      Caller caller,
      OperatorNetwork network,
      CardSerial serial,
      OptionalLong version,
      CardOperation operation,
      Step step) {
    return change(caller, network, serial, version, operation, step, () -> List::of);
  }

  /**
   * One change of one card.
   *
   * @param together what is written in the same transaction
   */
  Card change(
      Caller caller,
      OperatorNetwork network,
      CardSerial serial,
      OptionalLong version,
      CardOperation operation,
      Step step,
      Together together) {
    NetworkId id = network.network().id();
    return Conflicts.insist(
        () -> {
          if (presence.done(caller)) {
            return show(id, serial);
          }
          Supplier<List<StateChange>> others = together.read();
          return known(
              id,
              serial,
              presence
                  .store()
                  .change(
                      id,
                      serial,
                      before -> {
                        requireVersion(before, version);
                        Card after = step.next(life(network), before);
                        return after == before
                            ? List.of()
                            : changes(first(caller, operation, before, after), others.get());
                      }));
        });
  }

  private static List<StateChange> changes(CardChange first, List<StateChange> others) {
    var changes = new ArrayList<StateChange>();
    changes.add(first);
    changes.addAll(others);
    return changes;
  }

  CardLife life(OperatorNetwork network) {
    return new CardLife(network, clock.instant());
  }

  /** The change that bears the name of the request. */
  CardChange first(Caller caller, CardOperation operation, @Nullable Card before, Card after) {
    return change(ids.of(caller), caller, operation, Urgency.SINGLE, before, after);
  }

  CardChange change(
      UUID id,
      Caller caller,
      CardOperation operation,
      Urgency urgency,
      @Nullable Card before,
      Card after) {
    return new CardChange(id, clock.instant(), caller.actor(), operation, urgency, before, after);
  }

  /** A row of the journal that says why. */
  Note reason(Caller caller, int index, Card card, String what, Map<String, String> detail) {
    return new Note(
        ids.of(caller, index),
        clock.instant(),
        caller.actor(),
        "REASON",
        card.network(),
        what + ":" + card.serial(),
        "OK",
        detail);
  }

  static void requireVersion(Card card, OptionalLong version) {
    if (version.isPresent() && version.getAsLong() != card.version()) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, card.network(), card.serial());
    }
  }

  static CaskadeException unknown(NetworkId network, CardSerial serial) {
    return new CaskadeException(ErrorCode.CARD_UNKNOWN, network, serial);
  }

  /** What becomes of a card; asked within a transaction, so it calls no store. */
  interface Step {
    Card next(CardLife life, Card before);
  }

  /**
   * What is written along with a change of a card. Read before the card is, outside of its
   * transaction; what that gives is asked only when there is a change, and calls no store.
   */
  interface Together {
    Supplier<List<StateChange>> read();
  }
}
