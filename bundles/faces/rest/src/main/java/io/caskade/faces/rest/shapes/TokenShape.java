package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.access.ApiToken;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A token of a program, without its secret. */
@Schema(name = "Token")
public record TokenShape(
    String id,
    String name,
    @Schema(example = "billing") String role,
    List<String> scopes,
    List<String> networks,
    List<String> addresses,
    int perMinute,
    Instant createdAt,
    Optional<Instant> expiresAt,
    boolean revoked) {
  public static TokenShape of(ApiToken token) {
    return new TokenShape(
        token.id(),
        token.name(),
        Words.of(token.role()),
        token.scopes().stream().map(Permission::scope).sorted().toList(),
        token.networks().stream().map(NetworkId::value).sorted().toList(),
        token.addresses().stream().sorted().toList(),
        token.perMinute(),
        token.createdAt(),
        token.expiresAt(),
        token.revoked());
  }
}
