package io.caskade.rights.management.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.AccountManagement.NewToken;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Tokens of programs: made, shown once, revoked. */
class TokenDesk {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_CALLS = 1_000_000;
  private static final int MOST_ADDRESSES = 64;

  private final Gate gate;
  private final AccessRows rows;
  private final Callers callers;
  private final Recent<ApiToken> tokens;
  private final ChangeIds ids;
  private final RandomGenerator random;

  /**
   * @param random a cryptographic source
   */
  TokenDesk(AccessParts parts, ChangeIds ids, RandomGenerator random) {
    this.gate = parts.gate();
    this.rows = parts.rows();
    this.callers = parts.callers();
    this.tokens = parts.tokens();
    this.ids = ids;
    this.random = random;
  }

  List<ApiToken> tokens(Caller caller, RecordFilter filter) {
    require(caller);
    return rows.tokens(filter);
  }

  NewToken add(
      Caller caller,
      String name,
      Role role,
      Set<Permission> scopes,
      Set<NetworkId> networks,
      Set<String> addresses,
      int perMinute,
      Optional<Instant> expiresAt) {
    require(caller);
    requireFields(name, addresses, perMinute, expiresAt);
    Set<Permission> allowed = callers.roles().apply(role);
    for (Permission scope : scopes) {
      if (!allowed.contains(scope) || !caller.permissions().contains(scope)) {
        throw gate.refused(caller, scope.scope(), StoredRecord.HEAD_END);
      }
    }
    rows.requireNew(caller, "token");
    BearerToken token = BearerToken.ofProgram(random);
    TokenText kept = TokenText.of(token);
    var row =
        new ApiToken(
            kept.id(),
            1,
            name,
            kept.hash(),
            role,
            scopes,
            networks,
            addresses,
            perMinute,
            rows.now(),
            expiresAt,
            false);
    rows.write(
        ids.of(caller),
        caller.actor(),
        "ADD",
        null,
        row,
        Map.of("role", role.name(), "name", name));
    return new NewToken(row, token);
  }

  void revoke(Caller caller, String id) {
    require(caller);
    ApiToken before = rows.token(id).orElseThrow(() -> AccessRows.unknown("token", id));
    if (!before.revoked()) {
      rows.write(ids.of(caller), caller.actor(), "REVOKE", before, revoked(before), Map.of());
    }
    tokens.forget(id);
  }

  private static ApiToken revoked(ApiToken token) {
    return new ApiToken(
        token.id(),
        token.version() + 1,
        token.name(),
        token.hash(),
        token.role(),
        token.scopes(),
        token.networks(),
        token.addresses(),
        token.perMinute(),
        token.createdAt(),
        token.expiresAt(),
        true);
  }

  private void requireFields(
      String name, Set<String> addresses, int perMinute, Optional<Instant> expiresAt) {
    FieldRules.require(!name.isBlank(), "name", "it is empty");
    FieldRules.text("name", name, LONGEST_NAME);
    FieldRules.require(
        perMinute >= 0 && perMinute <= MOST_CALLS, "perMinute", "0 to " + MOST_CALLS);
    FieldRules.require(
        addresses.size() <= MOST_ADDRESSES, "addresses", "at most " + MOST_ADDRESSES);
    FieldRules.require(
        expiresAt.filter(end -> !end.isAfter(rows.now())).isEmpty(),
        "expiresAt",
        "it is in the past");
    AddressList.require(addresses);
  }

  private void require(Caller caller) {
    gate.require(caller, Permission.TOKENS, StoredRecord.HEAD_END);
  }
}
