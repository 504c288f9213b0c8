package io.caskade.api.rights.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Accounts of people and tokens of programs. Needs permission ACCOUNTS or TOKENS. */
@ProviderType
public interface AccountManagement {
  List<Account> accounts(Caller caller, RecordFilter filter);

  Account account(Caller caller, String login);

  /**
   * Adds an account; its owner must change the password at the first sign-in.
   *
   * @throws CaskadeException RECORD_EXISTS, PASSWORD_WEAK, FIELD_INVALID
   */
  Account add(
      Caller caller,
      String login,
      String name,
      Role role,
      Set<NetworkId> networks,
      OptionalInt quota,
      Password password);

  /** Changes name, role, networks, quota and disabled of an account with the given version. */
  Account change(Caller caller, Account account);

  void remove(Caller caller, String login, long version);

  /** Somebody's own password, knowing the old one. */
  void changePassword(Caller caller, Password old, Password next);

  /** Somebody else's; it must be changed at the next sign-in. Lifts a lock-out. */
  void resetPassword(Caller caller, String login, Password next);

  /**
   * Begins to enrol a second factor for the caller.
   *
   * @return an {@code otpauth://} address for a QR code; shown once
   */
  String beginTotp(Caller caller);

  /**
   * Ends it with a first code.
   *
   * @throws CaskadeException FIELD_INVALID when the code is wrong
   */
  void confirmTotp(Caller caller, String code);

  void removeTotp(Caller caller, String login);

  List<ApiToken> tokens(Caller caller, RecordFilter filter);

  /**
   * Makes a token. Its role and scopes must not exceed the caller's.
   *
   * @return the token in clear, shown once, and what is kept
   */
  NewToken addToken(
      Caller caller,
      String name,
      Role role,
      Set<Permission> scopes,
      Set<NetworkId> networks,
      Set<String> addresses,
      int perMinute,
      Optional<Instant> expiresAt);

  void revokeToken(Caller caller, String id);

  /** A token that was just made. */
  record NewToken(ApiToken kept, BearerToken token) {}
}
