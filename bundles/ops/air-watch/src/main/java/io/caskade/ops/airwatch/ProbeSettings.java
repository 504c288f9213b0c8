package io.caskade.ops.airwatch;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.ops.airwatch.source.Origin;
import io.caskade.ops.airwatch.watch.WatchRules;
import java.util.List;
import java.util.Set;

/**
 * Settings of one probe, checked.
 *
 * @param networks to watch; empty means all
 * @param cards test cards, in the order of the file
 */
record ProbeSettings(
    String name, Origin origin, Set<NetworkId> networks, List<Card> cards, WatchRules rules) {
  ProbeSettings {
    networks = Set.copyOf(networks);
    cards = List.copyOf(cards);
  }

  /** A test card. */
  record Card(NetworkId network, CardSerial serial) {}

  boolean watches(NetworkId network) {
    return networks.isEmpty() || networks.contains(network);
  }
}
