package io.caskade.store.jpa.rights;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import java.time.ZoneId;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

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

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected NetworkEntity() {}

  NetworkEntity(Network network) {
    id = network.id().value();
    version = 1;
    caSystemId = network.caSystemId();
    profile = network.profile();
    zone = network.zone().getId();
    legacyPhpZone = network.legacyPhpZone().getId();
  }

  /** Takes over what may change: all but the name and the CA_system_id. */
  void change(Network network) {
    version++;
    profile = network.profile();
    zone = network.zone().getId();
    legacyPhpZone = network.legacyPhpZone().getId();
  }

  Network toNetwork() {
    return new Network(
        new NetworkId(id), caSystemId, profile, ZoneId.of(zone), ZoneId.of(legacyPhpZone));
  }
}
