package io.caskade.api.emm;

import io.caskade.api.base.NetworkId;
import java.time.Duration;
import java.util.Set;

/**
 * The cards that one mux can reach.
 *
 * @param name of the output, for logs and statistics
 * @param networks whose cards; never empty
 * @param regions whose cards; empty means all, and a card without region belongs everywhere
 * @param minRepeat shortest time between two EMMs of the cycle to one card; changes are not bound
 */
public record EmmAudience(
    String name, Set<NetworkId> networks, Set<String> regions, Duration minRepeat) {
  public EmmAudience {
    networks = Set.copyOf(networks);
    regions = Set.copyOf(regions);
  }
}
