package io.caskade.api.rights.receivers;

import java.util.List;
import java.util.Set;

/**
 * How an account may be used.
 *
 * @param services that may be watched at a time, 1 to 64
 * @param protocols {@code cccam}, {@code newcamd}, {@code camd35}, {@code cs378x}; empty means all
 * @param addresses networks and addresses (CIDR) it may come from; empty means any
 * @param newestWins of two addresses the newer one stays; else the older one
 * @param downhops levels to which a CCcam client may pass the card on; 0 for itself only, at most 9
 */
public record ReceiverRules(
    int services, Set<String> protocols, List<String> addresses, boolean newestWins, int downhops) {
  public static final ReceiverRules DEFAULT = new ReceiverRules(2, Set.of(), List.of(), true, 0);

  public ReceiverRules {
    protocols = Set.copyOf(protocols);
    addresses = List.copyOf(addresses);
  }
}
