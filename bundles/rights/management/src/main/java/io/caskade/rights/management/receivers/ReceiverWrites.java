package io.caskade.rights.management.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes receiver accounts; the journal keeps who and which fields, no password. */
final class ReceiverWrites {
  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  ReceiverWrites(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws CaskadeException RECEIVER_UNKNOWN, NETWORK_UNKNOWN
   */
  ReceiverAccount show(NetworkId network, String name) {
    return presence
        .store()
        .record(ReceiverAccount.class, network, name)
        .orElseThrow(
            () -> {
              presence.network(network);
              return new CaskadeException(ErrorCode.RECEIVER_UNKNOWN, name);
            });
  }

  /** The account of a card. */
  Optional<ReceiverAccount> of(NetworkId network, CardSerial card) {
    var filter =
        new RecordFilter(Optional.empty(), Map.of("card", card.toString()), Optional.empty(), 1);
    return presence.store().records(ReceiverAccount.class, network, filter).stream().findFirst();
  }

  /**
   * Adds an account, and its card in the same transaction when it does not exist yet.
   *
   * @throws CaskadeException RECEIVER_EXISTS, CARD_EXISTS
   */
  void add(Caller caller, ReceiverAccount account, @Nullable Card made) {
    var changes = new ArrayList<StateChange>();
    changes.add(record(caller, "ADD", null, account, Map.of("card", account.card().toString())));
    if (made != null) {
      changes.add(card(ids.of(caller, 1), caller, Urgency.SINGLE, made));
    }
    apply(changes, account.name());
  }

  /**
   * Adds accounts and their cards in one transaction.
   *
   * @throws CaskadeException RECEIVER_EXISTS, CARD_EXISTS
   */
  void addAll(Caller caller, List<ReceiverAccount> accounts, List<Card> cards) {
    var changes = new ArrayList<StateChange>(2 * accounts.size());
    for (int i = 0; i < accounts.size(); i++) {
      ReceiverAccount account = accounts.get(i);
      changes.add(
          new RecordChange(
              i == 0 ? ids.of(caller) : ids.of(caller, 2 * i),
              clock.instant(),
              caller.actor(),
              "ADD",
              null,
              account,
              Map.of("card", account.card().toString()),
              true));
      changes.add(card(ids.of(caller, 2 * i + 1), caller, Urgency.BULK, cards.get(i)));
    }
    apply(changes, accounts.get(0).name());
  }

  private CardChange card(UUID id, Caller caller, Urgency urgency, Card made) {
    return new CardChange(
        id, clock.instant(), caller.actor(), CardOperation.ADD, urgency, null, made);
  }

  /**
   * @param first name to be told when the store names none
   */
  private void apply(List<StateChange> changes, String first) {
    try {
      presence.store().apply(changes);
    } catch (CaskadeException e) {
      if (e.code() == ErrorCode.RECORD_EXISTS) {
        throw new CaskadeException(
            e,
            ErrorCode.RECEIVER_EXISTS,
            e.arguments().size() > 2 ? e.arguments().get(2).toString() : first);
      }
      throw e;
    }
  }

  void change(Caller caller, ReceiverAccount before, ReceiverAccount after) {
    presence
        .store()
        .apply(
            List.of(
                record(caller, "CHANGE", before, after, Map.of("fields", changed(before, after)))));
  }

  void remove(Caller caller, ReceiverAccount present) {
    presence
        .store()
        .apply(
            List.of(
                record(
                    caller, "REMOVE", present, null, Map.of("card", present.card().toString()))));
  }

  /** The journal says who saw a password in clear. */
  void shown(Caller caller, ReceiverAccount account) {
    presence
        .store()
        .apply(
            List.of(
                new Note(
                    ids.of(caller),
                    clock.instant(),
                    caller.actor(),
                    "SHOW_PASSWORD",
                    account.network(),
                    "receiver-account:" + account.name(),
                    "OK",
                    Map.of())));
  }

  private RecordChange record(
      Caller caller,
      String operation,
      @Nullable ReceiverAccount before,
      @Nullable ReceiverAccount after,
      Map<String, String> detail) {
    return new RecordChange(
        ids.of(caller), clock.instant(), caller.actor(), operation, before, after, detail, true);
  }

  static ReceiverAccount next(
      ReceiverAccount before, WrappedKey password, ReceiverRules rules, boolean enabled) {
    return new ReceiverAccount(
        before.network(),
        before.name(),
        before.version() + 1,
        before.card(),
        password,
        rules,
        enabled);
  }

  /** Names of the fields that differ. */
  private static String changed(ReceiverAccount before, ReceiverAccount after) {
    ReceiverRules was = before.rules();
    ReceiverRules is = after.rules();
    var fields = new ArrayList<String>();
    addIf(fields, "password", !before.password().equals(after.password()));
    addIf(fields, "services", was.services() != is.services());
    addIf(fields, "protocols", !was.protocols().equals(is.protocols()));
    addIf(fields, "addresses", !was.addresses().equals(is.addresses()));
    addIf(fields, "newestWins", was.newestWins() != is.newestWins());
    addIf(fields, "downhops", was.downhops() != is.downhops());
    addIf(fields, "enabled", before.enabled() != after.enabled());
    return String.join(",", fields);
  }

  private static void addIf(List<String> fields, String name, boolean differs) {
    if (differs) {
      fields.add(name);
    }
  }
}
