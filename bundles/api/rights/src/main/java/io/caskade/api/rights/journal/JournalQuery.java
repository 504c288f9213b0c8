package io.caskade.api.rights.journal;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which rows; all given conditions hold. They come newest first.
 *
 * @param network empty means every network that the caller may see
 * @param from inclusive
 * @param to exclusive
 * @param target whole, or its kind alone as {@code card:}
 * @param before cursor: numbers below this; empty begins at the head
 * @param limit 1 to 1,000
 */
public record JournalQuery(
    Optional<NetworkId> network,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> actor,
    Optional<String> operation,
    Optional<String> target,
    OptionalLong before,
    int limit) {}
