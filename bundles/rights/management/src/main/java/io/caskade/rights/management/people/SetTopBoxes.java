package io.caskade.rights.management.people;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Records;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Boxes: where each is installed (R19), and those that are given to nobody any more (R10). */
final class SetTopBoxes {
  private static final Set<String> COLUMNS = Set.of("subscriber", "model", "blacklisted");
  private static final int PAGE = 1_000;

  private final Presence presence;
  private final Gate gate;
  private final Records records;

  SetTopBoxes(Presence presence, Gate gate, Records records) {
    this.presence = presence;
    this.gate = gate;
    this.records = records;
  }

  SetTopBox save(Caller caller, SetTopBox box) {
    gate.require(caller, Permission.SUBSCRIBERS_WRITE, box.network());
    PeopleRules.require(box);
    presence.network(box.network());
    return records
        .answered(caller, SetTopBox.class, box.network(), box.id())
        .orElseGet(() -> write(caller, box));
  }

  private SetTopBox write(Caller caller, SetTopBox box) {
    if (box.version() == 0) {
      requireVoice(caller, box.network(), box.blacklisted());
      requireGivable(box, Optional.empty());
      return records.add(caller, next(box));
    }
    SetTopBox before = records.show(SetTopBox.class, box.network(), box.id());
    Records.requireVersion(before, box.version());
    requireVoice(caller, box.network(), box.blacklisted() != before.blacklisted());
    requireGivable(box, before.subscriber());
    return records.change(caller, before, next(box));
  }

  SetTopBox show(Caller caller, NetworkId network, String id) {
    gate.require(caller, Permission.SUBSCRIBERS_READ, network);
    return records.show(SetTopBox.class, network, id);
  }

  List<SetTopBox> find(Caller caller, NetworkId network, RecordFilter filter) {
    gate.require(caller, Permission.SUBSCRIBERS_READ, network);
    return records.page(SetTopBox.class, network, filter, COLUMNS);
  }

  void remove(Caller caller, NetworkId network, String id, long version) {
    gate.require(caller, Permission.SUBSCRIBERS_WRITE, network);
    if (records.done(caller)) {
      return;
    }
    SetTopBox present = records.show(SetTopBox.class, network, id);
    Records.requireVersion(present, version);
    requireVoice(caller, network, present.blacklisted());
    requireUnused(network, id);
    records.remove(caller, present);
  }

  /** Whoever puts a box on the blacklist, or takes it off, also by removing it, must be allowed. */
  private void requireVoice(Caller caller, NetworkId network, boolean blacklist) {
    if (blacklist) {
      gate.require(caller, Permission.CARDS_BLACKLIST, network);
    }
  }

  private void requireGivable(SetTopBox box, Optional<String> before) {
    if (box.subscriber().isEmpty() || box.subscriber().equals(before)) {
      return;
    }
    FieldRules.require(
        !box.blacklisted(), "subscriber", "a blacklisted box is not given to anybody");
    String subscriber = box.subscriber().get();
    if (presence.store().record(Subscriber.class, box.network(), subscriber).isEmpty()) {
      throw new CaskadeException(ErrorCode.SUBSCRIBER_UNKNOWN, box.network(), subscriber);
    }
  }

  /** The search finds a box by its whole id, and other things by chance; so each card is asked. */
  private void requireUnused(NetworkId network, String id) {
    CardQuery query = query(network, Optional.of(id), Optional.empty());
    List<Card> page = presence.store().cards(query);
    while (!page.isEmpty()) {
      page.stream()
          .filter(card -> card.holder().setTopBox().filter(id::equals).isPresent())
          .findFirst()
          .ifPresent(
              card -> {
                throw new CaskadeException(
                    ErrorCode.RECORD_IN_USE, network, "set-top box", id, "card " + card.serial());
              });
      page =
          page.size() < PAGE
              ? List.of()
              : presence.store().cards(query.after(page.get(page.size() - 1).serial()));
    }
  }

  /** The cards of a subscriber. */
  static CardQuery cardsOf(NetworkId network, String subscriber) {
    return query(network, Optional.empty(), Optional.of(subscriber));
  }

  private static CardQuery query(
      NetworkId network, Optional<String> text, Optional<String> subscriber) {
    return new CardQuery(
        network,
        text,
        Set.of(),
        ProductMask.NONE,
        Optional.empty(),
        subscriber,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        PAGE);
  }

  private static SetTopBox next(SetTopBox box) {
    return new SetTopBox(
        box.network(),
        box.id(),
        box.version() + 1,
        box.model(),
        box.subscriber(),
        box.blacklisted(),
        box.notes());
  }
}
