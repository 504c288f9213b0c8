package io.caskade.rights.management;

import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.PasswordHash;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Accounts as the store keeps them. */
public final class TestAccounts {
  private TestAccounts() {}

  /** An account with a quota. */
  public static Account account(String login, Role role, OptionalInt quota) {
    return new Account(
        login,
        1,
        login,
        role,
        Set.of(),
        new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$AAAA$BBBB"),
        Optional.empty(),
        0,
        quota,
        false,
        false,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** The change that puts it into a store. */
  public static RecordChange added(String login, Role role, int quota) {
    return added(account(login, role, OptionalInt.of(quota)));
  }

  /** The change that puts it into a store. */
  public static RecordChange added(Account account) {
    return new RecordChange(
        UUID.randomUUID(),
        Instant.EPOCH,
        TestDesk.ADMIN.actor(),
        "ADD",
        null,
        account,
        Map.of(),
        true);
  }
}
