package io.caskade.api.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import java.time.Instant;

/**
 * What a card is to be told at this moment.
 *
 * @param rights projected: of a stopped card mask 0 with its start and the latest finish
 * @param airUntil the carousel may forget the card after this instant
 * @param key a copy; the reader destroys it
 */
public record AiredCard(
    NetworkId network,
    CardSerial serial,
    String region,
    CardRights rights,
    Instant airUntil,
    CardKey key) {}
