package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be changed of an account. */
public record AccountFields(
    String name,
    @Schema(example = "operator") String role,
    List<String> networks,
    Optional<Integer> quota,
    boolean disabled) {
  /** The account with these fields. */
  public Account applied(Account present, long version) {
    return new Account(
        present.login(),
        version,
        name,
        Words.parse(Role.class, role, "role"),
        networks(networks),
        present.password(),
        present.totp(),
        present.lastTotpStep(),
        quota(quota),
        present.mustChange(),
        disabled,
        present.failures(),
        present.lockedUntil(),
        present.passwordChangedAt());
  }

  static OptionalInt quota(Optional<Integer> quota) {
    return quota.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  static Set<NetworkId> networks(List<String> names) {
    return names.stream()
        .map(name -> FieldFault.in("networks", () -> new NetworkId(name)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
