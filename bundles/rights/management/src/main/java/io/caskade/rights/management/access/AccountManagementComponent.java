package io.caskade.rights.management.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.Password;
import io.caskade.rights.management.ChangeIds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link AccountDesk} and {@link TokenDesk} in OSGi. */
@Component(service = AccountManagement.class)
public final class AccountManagementComponent implements AccountManagement {
  private final AccountDesk people;
  private final TokenDesk programs;

  /** Made by Declarative Services. */
  @Activate
  public AccountManagementComponent(@Reference AccessComponent access, @Reference ChangeIds ids) {
    this(access.parts(), ids);
  }

  AccountManagementComponent(AccessParts parts, ChangeIds ids) {
    people = new AccountDesk(parts, ids);
    programs = new TokenDesk(parts, ids, new SecureRandom());
  }

  @Override
  public List<Account> accounts(Caller caller, RecordFilter filter) {
    return people.accounts(caller, filter);
  }

  @Override
  public Account account(Caller caller, String login) {
    return people.account(caller, login);
  }

  @Override
  public Account add(
      Caller caller,
      String login,
      String name,
      Role role,
      Set<NetworkId> networks,
      OptionalInt quota,
      Password password) {
    return people.add(caller, login, name, role, networks, quota, password);
  }

  @Override
  public Account change(Caller caller, Account account) {
    return people.change(caller, account);
  }

  @Override
  public void remove(Caller caller, String login, long version) {
    people.remove(caller, login, version);
  }

  @Override
  public void changePassword(Caller caller, Password old, Password next) {
    people.changePassword(caller, old, next);
  }

  @Override
  public void resetPassword(Caller caller, String login, Password next) {
    people.resetPassword(caller, login, next);
  }

  @Override
  public String beginTotp(Caller caller) {
    return people.beginTotp(caller);
  }

  @Override
  public void confirmTotp(Caller caller, String code) {
    people.confirmTotp(caller, code);
  }

  @Override
  public void removeTotp(Caller caller, String login) {
    people.removeTotp(caller, login);
  }

  @Override
  public List<ApiToken> tokens(Caller caller, RecordFilter filter) {
    return programs.tokens(caller, filter);
  }

  @Override
  public NewToken addToken(
      Caller caller,
      String name,
      Role role,
      Set<Permission> scopes,
      Set<NetworkId> networks,
      Set<String> addresses,
      int perMinute,
      Optional<Instant> expiresAt) {
    return programs.add(caller, name, role, scopes, networks, addresses, perMinute, expiresAt);
  }

  @Override
  public void revokeToken(Caller caller, String id) {
    programs.revoke(caller, id);
  }
}
