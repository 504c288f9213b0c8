package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.WrappedKey;
import java.time.Instant;

/**
 * A viewing card.
 *
 * @param version grows by one with each change, from 1
 * @param region where its box is reached: 0 to 32 of {@code a-z 0-9 -}; empty means everywhere
 * @param sold as entered, whatever the status
 * @param latestFinish the latest finish that was ever told to the card, as far as it had come when
 *     the row was written; {@link Instant#EPOCH} when it was told none. A stop EMM carries it and
 *     lasts until then
 * @param registeredAt when the card was added
 */
public record Card(
    NetworkId network,
    CardSerial serial,
    long version,
    CardStatus status,
    String region,
    Sold sold,
    Instant latestFinish,
    WrappedKey key,
    CardHolder holder,
    Instant registeredAt) {}
