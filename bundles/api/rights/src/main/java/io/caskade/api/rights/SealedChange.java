package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of the feed.
 *
 * @param seq position, from 1 without gaps
 * @param serial the card, when a card changed
 * @param target kind and id of what changed: {@code card:2100000000}, {@code network:main}, {@code
 *     subscriber:17}
 */
public record SealedChange(
    long seq,
    UUID changeId,
    Instant at,
    String operation,
    Urgency urgency,
    NetworkId network,
    Optional<CardSerial> serial,
    String target) {}
