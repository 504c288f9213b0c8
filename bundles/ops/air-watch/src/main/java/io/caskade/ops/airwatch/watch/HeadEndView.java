package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import java.util.List;
import java.util.Optional;

/**
 * What the head-end means to send, as far as it is known at a moment; immutable and in memory.
 *
 * @param networks whose services the probe watches
 * @param services of the catalogue, of these networks; as last known while the database is away
 * @param cards test cards
 */
public record HeadEndView(
    List<CasNetwork> networks, List<SoldService> services, List<TestCard> cards) {
  /** Nothing is known yet. */
  public static final HeadEndView EMPTY = new HeadEndView(List.of(), List.of(), List.of());

  public HeadEndView {
    networks = List.copyOf(networks);
    services = List.copyOf(services);
    cards = List.copyOf(cards);
  }

  /** A network and how its descriptors are known. */
  public record CasNetwork(NetworkId id, int caSystemId) {}

  /** A service as it is sold. */
  public record SoldService(NetworkId network, int serviceId, String name, ProductMask products) {}

  /**
   * A card whose EMM the probe waits for.
   *
   * @param rights that the card is told now; empty when the head-end does not know the card
   * @param emm the section that the head-end sends to it now; empty when it sends none
   */
  public record TestCard(
      NetworkId network, CardSerial serial, Optional<CardRights> rights, Optional<Octets> emm) {}

  Optional<CasNetwork> network(NetworkId id) {
    return networks.stream().filter(network -> network.id().equals(id)).findFirst();
  }
}
