package io.caskade.rights.mirror;

import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Card;
import org.jspecify.annotations.Nullable;

/**
 * A row of the database on its way into memory.
 *
 * @param key the working key; null when it cannot be unwrapped, so that a known key stays
 */
record KeyedCard(Card card, @Nullable CardKey key) {}
