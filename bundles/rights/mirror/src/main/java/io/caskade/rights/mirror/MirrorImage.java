package io.caskade.rights.mirror;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.OperatorNetwork;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that the mirror knows at one moment. Immutable.
 *
 * @param complete false while the cards were never read to their end
 * @param boundariesTo up to this second, since 1970-01-01 UTC, cards that are told something else
 *     by themselves were announced; {@link #NOT_YET} while the image is not complete. It moves when
 *     there was something to announce, so that an idle head-end writes no snapshot
 * @param networks ordered by id, never empty
 * @param airing how what was sold is told, by network
 */
record MirrorImage(
    boolean complete,
    FeedPosition position,
    long boundariesTo,
    List<Network> networks,
    Map<NetworkId, AiringRules> airing,
    Map<NetworkId, NetworkCards> cards,
    KnownAccounts accounts) {
  static final long NOT_YET = -1;

  MirrorImage {
    networks = networks.stream().sorted(Comparator.comparing(Network::id)).toList();
    airing = Map.copyOf(airing);
    cards = Map.copyOf(cards);
  }

  /** Before anything was read: the network that every head-end starts with, so that ECMs flow. */
  static MirrorImage first(ZoneId zone) {
    var main = new Network(NetworkId.MAIN, Network.DEFAULT_CA_SYSTEM_ID, "tvcas3", zone, zone);
    return new MirrorImage(
        false, FeedPosition.START, NOT_YET, List.of(main), Map.of(), Map.of(), KnownAccounts.NONE);
  }

  MirrorImage at(FeedPosition reached) {
    return new MirrorImage(true, reached, boundariesTo, networks, airing, cards, accounts);
  }

  MirrorImage with(List<OperatorNetwork> present) {
    return new MirrorImage(
        complete,
        position,
        boundariesTo,
        present.stream().map(OperatorNetwork::network).toList(),
        present.stream()
            .collect(
                Collectors.toMap(
                    network -> network.network().id(), network -> network.policy().airing())),
        cards,
        accounts);
  }

  MirrorImage with(KnownAccounts present) {
    return new MirrorImage(complete, position, boundariesTo, networks, airing, cards, present);
  }

  MirrorImage with(NetworkCards present) {
    var all = new HashMap<>(cards);
    all.put(present.network(), present);
    return new MirrorImage(complete, position, boundariesTo, networks, airing, all, accounts);
  }

  MirrorImage withBoundariesTo(long second) {
    return new MirrorImage(complete, position, second, networks, airing, cards, accounts);
  }

  /** Of another database neither cards nor accounts are known. */
  MirrorImage withoutCards() {
    return new MirrorImage(
        false, FeedPosition.START, NOT_YET, networks, airing, Map.of(), accounts.forgotten());
  }

  NetworkCards of(NetworkId network) {
    NetworkCards present = cards.get(network);
    return present == null ? NetworkCards.empty(network) : present;
  }

  AiringRules rules(NetworkId network) {
    return airing.getOrDefault(network, AiringRules.DEFAULT);
  }

  int size() {
    return cards.values().stream().mapToInt(NetworkCards::size).sum();
  }
}
