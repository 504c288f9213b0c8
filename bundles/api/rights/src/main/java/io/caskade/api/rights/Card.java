package io.caskade.api.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import java.time.Instant;

/**
 * A viewing card as it was sold.
 *
 * @param version grows by one with each change, from 1
 * @param region where its box is reached; empty means everywhere
 * @param rights as entered, whatever the status
 * @param latestFinish the latest finish that was ever given to the card: a stop EMM lasts until
 *     then
 */
public record Card(
    NetworkId network,
    CardSerial serial,
    long version,
    CardStatus status,
    String region,
    CardRights rights,
    Instant latestFinish,
    WrappedKey key) {}
