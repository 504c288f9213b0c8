package io.caskade.store.jpa.records;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.ApiToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A token of a program as a row. */
@Entity(name = "ApiToken")
@Table(name = "api_token")
class ApiTokenEntity extends RecordEntity<ApiToken> {
  @Column(name = "name")
  private String name;

  @Column(name = "hash")
  private byte[] hash;

  @Column(name = "role")
  private String role;

  @Column(name = "scopes")
  private String scopes;

  @Column(name = "networks")
  private String networks;

  @Column(name = "addresses")
  private String addresses;

  @Column(name = "per_minute")
  private int perMinute;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "expires_at")
  private @Nullable Long expiresAt;

  @Column(name = "revoked")
  private int revoked;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected ApiTokenEntity() {}

  @Override
  void take(@Nullable ApiToken before, ApiToken after) {
    name = Columns.text("name", after.name(), 190);
    hash = after.hash().toByteArray();
    role = after.role().name();
    scopes = Columns.lines("scopes", after.scopes(), 2000);
    networks = Columns.lines("networks", after.networks(), 4000);
    addresses = Columns.lines("addresses", after.addresses(), 4000);
    perMinute = after.perMinute();
    createdAt = after.createdAt().toEpochMilli();
    expiresAt = after.expiresAt().map(Instant::toEpochMilli).orElse(null);
    revoked = Columns.truth(after.revoked());
  }

  @Override
  ApiToken toRecord() {
    return new ApiToken(
        id(),
        version(),
        name,
        Octets.of(hash),
        Role.valueOf(role),
        Set.copyOf(Columns.list(scopes, Permission::valueOf)),
        Set.copyOf(Columns.list(networks, NetworkId::new)),
        Set.copyOf(Columns.list(addresses)),
        perMinute,
        Instant.ofEpochMilli(createdAt),
        Optional.ofNullable(expiresAt).map(Instant::ofEpochMilli),
        revoked != 0);
  }

  @Override
  List<String> words() {
    return List.of(id(), name);
  }
}
