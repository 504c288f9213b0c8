package io.caskade.store.jpa.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of one change: identifiers and rights, never a key.
 *
 * @param id idempotency key
 * @param serial null when the network itself changed
 * @param before JSON, null when there was nothing
 * @param after JSON, null when only the fact is kept
 */
public record JournalEntry(
    UUID id,
    Instant at,
    Actor actor,
    String operation,
    Urgency urgency,
    NetworkId network,
    @Nullable CardSerial serial,
    @Nullable String before,
    @Nullable String after) {}
