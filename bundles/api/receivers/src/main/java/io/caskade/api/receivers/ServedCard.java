package io.caskade.api.receivers;

import io.caskade.api.base.NetworkId;
import java.util.List;

/**
 * A CAID that this head-end serves.
 *
 * @param profile name of the profile that opens its ECMs, for example {@code tvcas3}
 * @param providers that clients may name beside 0, which means any
 */
public record ServedCard(
    NetworkId network, int caSystemId, String profile, List<Integer> providers) {
  public ServedCard {
    providers = List.copyOf(providers);
  }
}
