package io.caskade.rights.management.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.PasswordHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The next states of an account. */
final class Accounts {
  private Accounts() {}

  static Account made(
      String login,
      String name,
      Role role,
      Set<NetworkId> networks,
      OptionalInt quota,
      PasswordHash password,
      boolean mustChange,
      Instant now) {
    return new Account(
        login,
        1,
        name,
        role,
        networks,
        password,
        Optional.empty(),
        0,
        quota,
        mustChange,
        false,
        0,
        Instant.EPOCH,
        now);
  }

  /** Name, role, networks, quota and disabled as wanted; everything else as it was. */
  static Account changed(Account before, Account wanted) {
    return new Account(
        before.login(),
        before.version() + 1,
        wanted.name(),
        wanted.role(),
        wanted.networks(),
        before.password(),
        before.totp(),
        before.lastTotpStep(),
        wanted.quota(),
        before.mustChange(),
        wanted.disabled(),
        before.failures(),
        before.lockedUntil(),
        before.passwordChangedAt());
  }

  static Account withPassword(
      Account before, PasswordHash password, boolean mustChange, Instant now) {
    return next(
        before, password, before.totp(), before.lastTotpStep(), mustChange, 0, Instant.EPOCH, now);
  }

  static Account withTotp(Account before, Optional<WrappedKey> totp, long step) {
    return next(
        before,
        before.password(),
        totp,
        step,
        before.mustChange(),
        before.failures(),
        before.lockedUntil(),
        before.passwordChangedAt());
  }

  static Account signedIn(Account before, long totpStep) {
    return next(
        before,
        before.password(),
        before.totp(),
        totpStep,
        before.mustChange(),
        0,
        Instant.EPOCH,
        before.passwordChangedAt());
  }

  static Account failed(Account before, Instant now, Duration lock) {
    return next(
        before,
        before.password(),
        before.totp(),
        before.lastTotpStep(),
        before.mustChange(),
        before.failures() + 1,
        lock.isZero() ? before.lockedUntil() : now.plus(lock),
        before.passwordChangedAt());
  }

  private static Account next(
      Account before,
      PasswordHash password,
      Optional<WrappedKey> totp,
      long totpStep,
      boolean mustChange,
      int failures,
      Instant lockedUntil,
      Instant passwordChangedAt) {
    return new Account(
        before.login(),
        before.version() + 1,
        before.name(),
        before.role(),
        before.networks(),
        password,
        totp,
        totpStep,
        before.quota(),
        mustChange,
        before.disabled(),
        failures,
        lockedUntil,
        passwordChangedAt);
  }
}
