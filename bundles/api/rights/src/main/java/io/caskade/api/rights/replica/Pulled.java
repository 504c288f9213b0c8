package io.caskade.api.rights.replica;

import io.caskade.api.base.Octets;
import java.time.Instant;
import java.util.Map;

/**
 * What a standby took in.
 *
 * @param head the last row of its journal now
 * @param at the instant of the primary as of which the store is, by the primary's clock
 * @param digests of all tables that come whole
 * @param rows how many rows were written
 */
public record Pulled(ChainPosition head, Instant at, Map<String, Octets> digests, long rows) {
  public Pulled {
    digests = Map.copyOf(digests);
  }
}
