package io.caskade.rights.mirror;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the mirror knows at one moment. Immutable.
 *
 * @param complete false while the cards were never read to their end
 * @param networks ordered by id, never empty
 */
record MirrorImage(
    boolean complete,
    FeedPosition position,
    List<Network> networks,
    Map<NetworkId, NetworkCards> cards) {
  MirrorImage {
    networks = networks.stream().sorted(Comparator.comparing(Network::id)).toList();
    cards = Map.copyOf(cards);
  }

  /** Before anything was read: the network that every head-end starts with, so that ECMs flow. */
  static MirrorImage first(ZoneId zone) {
    var main = new Network(NetworkId.MAIN, Network.DEFAULT_CA_SYSTEM_ID, "tvcas3", zone, zone);
    return new MirrorImage(false, FeedPosition.START, List.of(main), Map.of());
  }

  MirrorImage at(FeedPosition reached) {
    return new MirrorImage(true, reached, networks, cards);
  }

  MirrorImage with(List<Network> present) {
    return new MirrorImage(complete, position, present, cards);
  }

  MirrorImage with(NetworkCards present) {
    var all = new HashMap<>(cards);
    all.put(present.network(), present);
    return new MirrorImage(complete, position, networks, all);
  }

  MirrorImage withoutCards() {
    return new MirrorImage(false, FeedPosition.START, networks, Map.of());
  }

  NetworkCards of(NetworkId network) {
    NetworkCards present = cards.get(network);
    return present == null ? NetworkCards.empty(network) : present;
  }

  int size() {
    return cards.values().stream().mapToInt(NetworkCards::size).sum();
  }
}
