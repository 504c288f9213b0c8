package io.caskade.api.receivers;

import java.util.List;

/**
 * One CAID that a client may ask for.
 *
 * @param caSystemId the CAID, 1 to 0xFFFF
 * @param providers provider ids of three bytes, at least one; clients ignore a card without any
 * @param downhops how many levels a client may pass it on; 0 for itself only
 */
public record OfferedCard(int caSystemId, List<Integer> providers, int downhops) {
  public OfferedCard {
    providers = List.copyOf(providers);
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("a card without a provider is ignored by clients");
    }
  }
}
