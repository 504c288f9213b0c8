package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An account to be added; its owner changes the password at the first sign-in.
 *
 * @param networks the only ones; none means all
 */
@Schema(name = "NewUser")
public record NewAccount(
    @Schema(example = "vera") String login,
    @Schema(example = "Vera Ivanova") Optional<String> name,
    @Schema(example = "operator") String role,
    Optional<List<String>> networks,
    Optional<Integer> quota,
    @Schema(example = "nine brown bears dance") String password) {
  public Set<NetworkId> allowed() {
    return AccountFields.networks(networks.orElse(List.of()));
  }

  public OptionalInt allowance() {
    return AccountFields.quota(quota);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "NewAccount[" + login + "]";
  }
}
