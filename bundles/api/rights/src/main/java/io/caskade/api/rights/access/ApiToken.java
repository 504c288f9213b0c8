package io.caskade.api.rights.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token of a program. Kept hashed; the token itself is shown once.
 *
 * @param id public part of the token, 16 characters
 * @param hash SHA-256 of the secret part (256 random bits need no slow hash)
 * @param scopes what it may do, at most what its role may
 * @param networks the only ones; empty means all
 * @param addresses single addresses or networks as {@code 192.0.2.0/24} it may come from; empty
 *     means any
 * @param perMinute calls a minute; 0 means no limit
 * @param expiresAt refused from then on
 */
public record ApiToken(
    String id,
    long version,
    String name,
    Octets hash,
    Role role,
    Set<Permission> scopes,
    Set<NetworkId> networks,
    Set<String> addresses,
    int perMinute,
    Instant createdAt,
    Optional<Instant> expiresAt,
    boolean revoked)
    implements StoredRecord {
  public ApiToken {
    scopes = Set.copyOf(scopes);
    networks = Set.copyOf(networks);
    addresses = Set.copyOf(addresses);
  }

  @Override
  public RecordKind kind() {
    return RecordKind.API_TOKEN;
  }

  @Override
  public NetworkId network() {
    return HEAD_END;
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "ApiToken[" + id + ", " + name + "]";
  }
}
