package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.access.Approval;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets a card come back from the blacklist when two administrators say so within a day. */
final class BlacklistReturn {
  private static final Duration VALID = Duration.ofDays(1);

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;
  private final CardWrites writes;

  BlacklistReturn(Presence presence, ChangeIds ids, InstantSource clock, CardWrites writes) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
    this.writes = writes;
  }

  /**
   * @return true when this was the second voice
   */
  boolean ask(Caller caller, OperatorNetwork network, CardSerial serial, String reason) {
    return Conflicts.insist(() -> attempt(caller, network, serial, reason));
  }

  private boolean attempt(
      Caller caller, OperatorNetwork network, CardSerial serial, String reason) {
    NetworkId id = network.network().id();
    Card card = writes.show(id, serial);
    if (presence.done(caller)) {
      return !presence.store().record(Approval.class, id, name(serial)).isPresent();
    }
    Card back = writes.life(network).unblacklisted(card);
    Approval first = presence.store().record(Approval.class, id, name(serial)).orElse(null);
    if (first == null || clock.instant().isAfter(first.askedAt().plus(VALID))) {
      askFirst(caller, id, serial, first, reason);
      return false;
    }
    if (first.askedBy().equals(caller.actor().name())) {
      throw new CaskadeException(ErrorCode.SECOND_ADMINISTRATOR_NEEDED, first.id());
    }
    presence
        .store()
        .apply(
            List.of(
                writes.first(caller, CardOperation.UNBLACKLIST, card, back),
                change(ids.of(caller, 1), caller, "APPROVE", first, null, reason)));
    return true;
  }

  private void askFirst(
      Caller caller,
      NetworkId network,
      CardSerial serial,
      @Nullable Approval expired,
      String reason) {
    Instant now = clock.instant();
    long version = expired == null ? 1 : expired.version() + 1;
    var asked = new Approval(network, name(serial), version, caller.actor().name(), reason, now);
    presence
        .store()
        .apply(List.of(change(ids.of(caller), caller, "ASK_APPROVAL", expired, asked, reason)));
  }

  private RecordChange change(
      UUID id,
      Caller caller,
      String operation,
      @Nullable Approval before,
      @Nullable Approval after,
      String reason) {
    return new RecordChange(
        id,
        clock.instant(),
        caller.actor(),
        operation,
        before,
        after,
        Map.of("reason", reason),
        true);
  }

  private static String name(CardSerial serial) {
    return "unblacklist:" + serial;
  }
}
