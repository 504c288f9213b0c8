package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Conflicts;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Accounts and tokens in the store, and what the journal is told of them. */
final class AccessRows {
  private static final int LONGEST_NAME = 64;

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  AccessRows(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  Optional<Account> account(String login) {
    return presence.store().record(Account.class, StoredRecord.HEAD_END, login);
  }

  Account requireAccount(String login) {
    return account(login).orElseThrow(() -> unknown("account", login));
  }

  List<Account> accounts(RecordFilter filter) {
    return presence.store().records(Account.class, StoredRecord.HEAD_END, filter);
  }

  Optional<ApiToken> token(String id) {
    return presence.store().record(ApiToken.class, StoredRecord.HEAD_END, id);
  }

  List<ApiToken> tokens(RecordFilter filter) {
    return presence.store().records(ApiToken.class, StoredRecord.HEAD_END, filter);
  }

  static CaskadeException unknown(String kind, String id) {
    return new CaskadeException(ErrorCode.RECORD_UNKNOWN, StoredRecord.HEAD_END, kind, id);
  }

  void write(
      UUID id,
      Actor actor,
      String operation,
      @Nullable StoredRecord before,
      @Nullable StoredRecord after,
      Map<String, String> detail) {
    presence
        .store()
        .apply(List.of(new RecordChange(id, now(), actor, operation, before, after, detail, true)));
  }

  /**
   * @throws CaskadeException RECORD_EXISTS when the request of this name was made before
   */
  void requireNew(Caller caller, String kind) {
    presence.requireNew(caller, StoredRecord.HEAD_END, kind);
  }

  /** Changes an account whatever somebody else changed in it meanwhile. */
  Account change(
      Actor actor,
      String operation,
      String login,
      Map<String, String> detail,
      UnaryOperator<Account> change) {
    return Conflicts.insist(
        () -> {
          Account before = requireAccount(login);
          Account after = change.apply(before);
          write(ids.next(), actor, operation, before, after, detail);
          return after;
        });
  }

  /** A row of the journal without a change of state. */
  void note(Actor actor, String operation, String target, String result) {
    presence
        .store()
        .apply(
            List.of(
                new Note(
                    ids.next(),
                    now(),
                    actor,
                    operation,
                    StoredRecord.HEAD_END,
                    cut(target),
                    result,
                    Map.of())));
  }

  /** What strangers call themselves may be of any length. */
  static String cut(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }
}
