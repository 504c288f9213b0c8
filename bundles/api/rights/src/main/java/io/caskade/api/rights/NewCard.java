package io.caskade.api.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import org.jspecify.annotations.Nullable;

/**
 * A card to be added.
 *
 * @param region empty means everywhere
 * @param key the key inside the card; null lets the vault make one
 */
public record NewCard(
    NetworkId network,
    CardSerial serial,
    String region,
    CardRights rights,
    @Nullable CardKey key) {}
