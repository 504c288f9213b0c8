package io.caskade.store.jpa;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Networks for tests, and changes of them. */
final class Networks {
  private Networks() {}

  static Network network(String id, int caSystemId) {
    return new Network(new NetworkId(id), caSystemId, "tvcas3", ZoneId.of("UTC"), ZoneId.of("UTC"));
  }

  static List<NetworkChange> change(String operation, Network network, long version) {
    return List.of(
        new NetworkChange(
            UUID.randomUUID(),
            Cards.AT,
            new Actor("ann", "console"),
            operation,
            network.id(),
            new OperatorNetwork(network, NetworkPolicy.DEFAULT, version)));
  }
}
