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
 * @param serial the card; empty when the network itself changed
 */
public record SealedChange(
    long seq,
    UUID changeId,
    Instant at,
    String operation,
    Urgency urgency,
    NetworkId network,
    Optional<CardSerial> serial) {}
