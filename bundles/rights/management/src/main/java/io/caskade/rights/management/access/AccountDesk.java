package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.Password;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Accounts of people: made, changed, given passwords and second factors. */
class AccountDesk {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int LONGEST_NAME = 190;

  private final Gate gate;
  private final AccessRows rows;
  private final PasswordCheck passwords;
  private final PasswordPolicy policy = new PasswordPolicy();
  private final SecondFactor secondFactor;
  private final LiveSessions sessions;
  private final Recent<Account> accounts;
  private final ChangeIds ids;

  AccountDesk(AccessParts parts, ChangeIds ids) {
    this.gate = parts.gate();
    this.rows = parts.rows();
    this.passwords = parts.passwords();
    this.secondFactor = parts.secondFactor();
    this.sessions = parts.sessions();
    this.accounts = parts.accounts();
    this.ids = ids;
  }

  List<Account> accounts(Caller caller, RecordFilter filter) {
    require(caller);
    return rows.accounts(filter);
  }

  Account account(Caller caller, String login) {
    if (!caller.actor().name().equals(login)) {
      require(caller);
    }
    return rows.requireAccount(login);
  }

  Account add(
      Caller caller,
      String login,
      String name,
      Role role,
      Set<NetworkId> networks,
      OptionalInt quota,
      Password password) {
    require(caller);
    FieldRules.matches("login", login, LOGIN, "1 to 64 of a-z 0-9 . _ - are needed");
    requireFields(name, quota);
    policy.require(login, password);
    Account made =
        Accounts.made(
            login, name, role, networks, quota, passwords.hash(password), true, rows.now());
    rows.write(ids.of(caller), caller.actor(), "ADD", null, made, Map.of("role", role.name()));
    return made;
  }

  Account change(Caller caller, Account wanted) {
    require(caller);
    requireFields(wanted.name(), wanted.quota());
    Account before = rows.requireAccount(wanted.login());
    Records.requireVersion(before, wanted.version());
    if (before.role() == Role.ADMINISTRATOR
        && (wanted.disabled() || wanted.role() != Role.ADMINISTRATOR)) {
      requireAnotherAdministrator(wanted.login());
    }
    Account after = Accounts.changed(before, wanted);
    rows.write(
        ids.of(caller),
        caller.actor(),
        "CHANGE",
        before,
        after,
        Map.of("role", after.role().name(), "disabled", Boolean.toString(after.disabled())));
    accounts.forget(wanted.login());
    if (after.disabled()) {
      sessions.endAll(wanted.login());
    }
    return after;
  }

  void remove(Caller caller, String login, long version) {
    require(caller);
    Account before = rows.requireAccount(login);
    Records.requireVersion(before, version);
    if (before.role() == Role.ADMINISTRATOR) {
      requireAnotherAdministrator(login);
    }
    rows.write(ids.of(caller), caller.actor(), "REMOVE", before, null, Map.of());
    accounts.forget(login);
    sessions.endAll(login);
  }

  void changePassword(Caller caller, Password old, Password next) {
    String login = caller.actor().name();
    Account account = rows.requireAccount(login);
    Instant now = rows.now();
    if (account.lockedUntil().isAfter(now) || !passwords.verify(old, account.password())) {
      throw FieldRules.invalid("old", "the present password is another one");
    }
    policy.require(login, next);
    give(caller, login, next, "CHANGE_PASSWORD", false);
  }

  void resetPassword(Caller caller, String login, Password next) {
    require(caller);
    rows.requireAccount(login);
    policy.require(login, next);
    give(caller, login, next, "RESET_PASSWORD", true);
    sessions.endAll(login);
  }

  private void give(
      Caller caller, String login, Password next, String operation, boolean mustChange) {
    var hash = passwords.hash(next);
    rows.change(
        caller.actor(),
        operation,
        login,
        Map.of(),
        before -> Accounts.withPassword(before, hash, mustChange, rows.now()));
    accounts.forget(login);
  }

  String beginTotp(Caller caller) {
    return secondFactor.begin(rows.requireAccount(caller.actor().name()).login());
  }

  void confirmTotp(Caller caller, String code) {
    String login = caller.actor().name();
    WrappedKey secret = secondFactor.enrolling(login);
    if (secret == null) {
      throw FieldRules.invalid(
          "code", "begin the enrolment again: it was not begun, or took too long");
    }
    long step =
        secondFactor
            .match(secret, code, 0)
            .orElseThrow(
                () -> FieldRules.invalid("code", "it is wrong; is the clock of the phone right?"));
    rows.change(
        caller.actor(),
        "ENROL_TOTP",
        login,
        Map.of(),
        before -> Accounts.withTotp(before, Optional.of(secret), step));
    secondFactor.enrolled(login);
    accounts.forget(login);
  }

  void removeTotp(Caller caller, String login) {
    require(caller);
    rows.change(
        caller.actor(),
        "REMOVE_TOTP",
        login,
        Map.of(),
        before -> Accounts.withTotp(before, Optional.empty(), 0));
    accounts.forget(login);
  }

  private void require(Caller caller) {
    gate.require(caller, Permission.ACCOUNTS, StoredRecord.HEAD_END);
  }

  private void requireAnotherAdministrator(String login) {
    RecordFilter administrators =
        new RecordFilter(
            Optional.empty(), Map.of("role", Role.ADMINISTRATOR.name()), Optional.empty(), 1_000);
    boolean another =
        rows.accounts(administrators).stream()
            .anyMatch(account -> !account.login().equals(login) && !account.disabled());
    if (!another) {
      throw new CaskadeException(
          ErrorCode.RECORD_IN_USE,
          StoredRecord.HEAD_END,
          "account",
          login,
          "it is the last administrator");
    }
  }

  private static void requireFields(String name, OptionalInt quota) {
    FieldRules.text("name", name, LONGEST_NAME);
    FieldRules.require(quota.isEmpty() || quota.getAsInt() >= 0, "quota", "it is below 0");
  }
}
