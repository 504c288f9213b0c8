package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.access.Account;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person's account.
 *
 * @param networks the only ones; none means all
 * @param quota of a dealer
 * @param secondFactor an authenticator is enrolled
 */
@Schema(name = "User")
public record AccountShape(
    String login,
    long version,
    String name,
    @Schema(example = "operator") String role,
    List<String> networks,
    Optional<Integer> quota,
    boolean disabled,
    boolean mustChangePassword,
    boolean secondFactor,
    Optional<Instant> lockedUntil,
    Instant passwordChangedAt) {
  public static AccountShape of(Account account) {
    return new AccountShape(
        account.login(),
        account.version(),
        account.name(),
        Words.of(account.role()),
        account.networks().stream().map(NetworkId::value).sorted().toList(),
        account.quota().isPresent() ? Optional.of(account.quota().getAsInt()) : Optional.empty(),
        account.disabled(),
        account.mustChange(),
        account.totp().isPresent(),
        Optional.of(account.lockedUntil()).filter(Instant.EPOCH::isBefore),
        account.passwordChangedAt());
  }

  /** The fields that may be changed. */
  public AccountFields fields() {
    return new AccountFields(name, role, networks, quota, disabled);
  }
}
