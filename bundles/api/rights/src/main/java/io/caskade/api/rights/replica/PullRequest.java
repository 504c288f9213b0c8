package io.caskade.api.rights.replica;

import io.caskade.api.base.Octets;
import java.time.Instant;
import java.util.Map;

/**
 * What a standby has, so that its primary sends the rest.
 *
 * @param from the last row of its journal
 * @param digests of the tables that come whole, as it got them last
 * @param since its other tables are as they were then, by the primary's clock; {@link
 *     Instant#EPOCH} when that is not known
 * @param everything all tables anew, whatever it has
 */
public record PullRequest(
    ChainPosition from, Map<String, Octets> digests, Instant since, boolean everything) {
  public PullRequest {
    digests = Map.copyOf(digests);
  }
}
