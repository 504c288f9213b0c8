package io.caskade.rights.management.access;

import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.rights.management.Actors;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What accounts and tokens may do. */
record Callers(Function<Role, Set<Permission>> roles) {
  /** Whoever must change the password may do nothing else. */
  Caller of(Account account, String source) {
    return new Caller(
        new Actor(account.login(), source),
        account.role(),
        account.networks(),
        account.mustChange() ? Set.of() : roles.apply(account.role()),
        Optional.empty());
  }

  Caller of(ApiToken token, String source) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    permissions.addAll(roles.apply(token.role()));
    permissions.retainAll(token.scopes());
    return new Caller(
        Actors.program(token.name(), source),
        token.role(),
        token.networks(),
        permissions,
        Optional.empty());
  }
}
