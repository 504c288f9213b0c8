package io.caskade.store.jpa.rights;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SharedAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An operator network as a row. */
@Entity(name = "Network")
@Table(name = "network")
class NetworkEntity {
  @Id
  @Column(name = "network_id")
  private String id;

  @Column(name = "version")
  private long version;

  @Column(name = "ca_system_id")
  private int caSystemId;

  @Column(name = "profile")
  private String profile;

  @Column(name = "zone")
  private String zone;

  @Column(name = "legacy_php_zone")
  private String legacyPhpZone;

  @Column(name = "name")
  private String name;

  @Column(name = "grace_s")
  private long grace;

  @Column(name = "max_window_s")
  private @Nullable Long maxWindow;

  @Column(name = "billing_only")
  private int billingOnly;

  @Column(name = "shared_address")
  private @Nullable Integer sharedAddress;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected NetworkEntity() {}

  @SuppressWarnings("NullAway.Init")
  NetworkEntity(OperatorNetwork added) {
    id = added.network().id().value();
    caSystemId = added.network().caSystemId();
    change(added);
  }

  /** Takes over what may change: all but the id and the CA_system_id. */
  final void change(OperatorNetwork changed) {
    Network network = changed.network();
    NetworkPolicy policy = changed.policy();
    version = changed.version();
    profile = network.profile();
    zone = network.zone().getId();
    legacyPhpZone = network.legacyPhpZone().getId();
    name = policy.name();
    grace = policy.airing().grace().toSeconds();
    maxWindow = policy.airing().maxWindow().map(Duration::toSeconds).orElse(null);
    billingOnly = policy.billingOnly() ? 1 : 0;
    sharedAddress = policy.sharedAddress().map(SharedAddress::value).orElse(null);
  }

  NetworkId id() {
    return new NetworkId(id);
  }

  long version() {
    return version;
  }

  OperatorNetwork toNetwork() {
    return new OperatorNetwork(
        new Network(id(), caSystemId, profile, ZoneId.of(zone), ZoneId.of(legacyPhpZone)),
        new NetworkPolicy(
            name,
            new AiringRules(
                Duration.ofSeconds(grace), Optional.ofNullable(maxWindow).map(Duration::ofSeconds)),
            billingOnly != 0,
            Optional.ofNullable(sharedAddress).map(SharedAddress::new)),
        version);
  }
}
