package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A token to be made.
 *
 * @param networks the only ones; none means all
 * @param addresses it may come from; none means any
 * @param perMinute calls a minute; 0 means no limit
 */
@Schema(name = "NewToken")
public record NewTokenShape(
    @Schema(example = "billing") String name,
    @Schema(example = "billing") String role,
    @Schema(example = "[\"cards-read\", \"cards-sell\"]") List<String> scopes,
    Optional<List<String>> networks,
    @Schema(example = "[\"192.0.2.0/24\"]") Optional<List<String>> addresses,
    Optional<Integer> perMinute,
    Optional<Instant> expiresAt) {
  public Set<Permission> permissions() {
    return scopes.stream()
        .map(scope -> Words.parse(Permission.class, scope, "scopes"))
        .collect(Collectors.toUnmodifiableSet());
  }

  public Set<NetworkId> allowed() {
    return AccountFields.networks(networks.orElse(List.of()));
  }

  /**
   * A token that was just made.
   *
   * @param token shown once
   */
  @Schema(name = "MadeToken")
  public record Made(String token, TokenShape kept) implements ShownOnce {
    /** Without the token. */
    @Override
    public String toString() {
      return "Made[" + kept + "]";
    }
  }
}
