package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, and what this caller may do. Faces get it from {@code Authentication} and hand it on;
 * management checks it in every call.
 *
 * @param networks the only networks it may touch; empty means every network
 * @param permissions what it may do there; a token has the share of its role that its scopes name
 * @param request names this request, so that doing it again changes nothing (idempotency key of the
 *     change); empty lets each call be a change of its own
 */
public record Caller(
    Actor actor,
    Role role,
    Set<NetworkId> networks,
    Set<Permission> permissions,
    Optional<UUID> request) {

  public Caller {
    networks = Set.copyOf(networks);
    permissions = Set.copyOf(permissions);
  }

  /** Somebody with every right: the console's administrator, or the head-end itself. */
  public static Caller administrator(String name, String source) {
    return new Caller(
        new Actor(name, source),
        Role.ADMINISTRATOR,
        Set.of(),
        EnumSet.allOf(Permission.class),
        Optional.empty());
  }

  public Caller withRequest(UUID id) {
    return new Caller(actor, role, networks, permissions, Optional.of(id));
  }

  public boolean may(Permission permission, NetworkId network) {
    return permissions.contains(permission) && sees(network);
  }

  public boolean sees(NetworkId network) {
    return networks.isEmpty() || networks.contains(network);
  }
}
