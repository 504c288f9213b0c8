package io.caskade.rights.management.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Account;
import io.caskade.rights.management.Actors;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Presence;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How many cards a dealer may still activate. The rest of the quota stands in the dealer's account
 * and goes down in the same transaction in which a card is activated, so that it is exact also when
 * two of the dealer's people activate at the same moment. An administrator fills it up again.
 */
final class DealerQuota {
  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  DealerQuota(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Reads how much the caller has left.
   *
   * @return what is written together with an activation: nothing when nothing limits the caller;
   *     throws QUOTA_EXCEEDED when nothing is left, also for a dealer without an account
   */
  Supplier<List<StateChange>> spending(Caller caller) {
    if (caller.role() != Role.DEALER) {
      return List::of;
    }
    Optional<Account> account =
        presence
            .store()
            .record(Account.class, StoredRecord.HEAD_END, Actors.account(caller.actor()))
            .filter(found -> found.role() == Role.DEALER && !found.disabled());
    return () -> spend(caller, account.orElseThrow(() -> exceeded(caller)));
  }

  private List<StateChange> spend(Caller caller, Account account) {
    if (account.quota().isEmpty()) {
      return List.of();
    }
    int rest = account.quota().getAsInt() - 1;
    if (rest < 0) {
      throw exceeded(caller);
    }
    return List.of(
        new RecordChange(
            ids.of(caller, 1),
            clock.instant(),
            caller.actor(),
            "SPEND_QUOTA",
            account,
            with(account, rest),
            Map.of("quota", Integer.toString(rest)),
            true));
  }

  private static Account with(Account account, int quota) {
    return new Account(
        account.login(),
        account.version() + 1,
        account.name(),
        account.role(),
        account.networks(),
        account.password(),
        account.totp(),
        account.lastTotpStep(),
        OptionalInt.of(quota),
        account.mustChange(),
        account.disabled(),
        account.failures(),
        account.lockedUntil(),
        account.passwordChangedAt());
  }

  private static CaskadeException exceeded(Caller caller) {
    return new CaskadeException(ErrorCode.QUOTA_EXCEEDED, caller.actor().name());
  }
}
