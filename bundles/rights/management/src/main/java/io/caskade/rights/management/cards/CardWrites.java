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
    return presence
        .store()
        .card(network, serial)
        .orElseThrow(
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
    return change(caller, network, serial, version, operation, step, List::of);
  }

  /**
   * One change of one card.
   *
   * @param together what is written in the same transaction; asked only when there is a change
   */
  Card change(
      Caller caller,
      OperatorNetwork network,
      CardSerial serial,
      OptionalLong version,
      CardOperation operation,
      Step step,
      Supplier<List<StateChange>> together) {
    NetworkId id = network.network().id();
    return Conflicts.insist(
        () -> {
          Card before = show(id, serial);
          if (presence.done(caller)) {
            return before;
          }
          requireVersion(before, version);
          Card after = step.next(life(network), before);
          if (after != before) {
            var changes = new ArrayList<StateChange>();
            changes.add(first(caller, operation, before, after));
            changes.addAll(together.get());
            presence.store().apply(changes);
          }
          return after;
        });
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

  /** What becomes of a card. */
  interface Step {
    Card next(CardLife life, Card before);
  }
}
