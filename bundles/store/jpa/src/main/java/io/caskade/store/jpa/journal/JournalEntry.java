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
 * @param serial of the card that changed; null when it was something else
 * @param target kind and id of what changed, up to 128 characters: {@code card:2100000000}, {@code
 *     subscriber:17}; empty when it was nothing in particular
 * @param result {@code OK} or the problem type of a refusal, up to 32 characters
 * @param before JSON, up to 4,000 characters; null when there was nothing
 * @param after JSON, up to 4,000 characters; null when only the fact is kept
 */
public record JournalEntry(
    UUID id,
    Instant at,
    Actor actor,
    String operation,
    Urgency urgency,
    NetworkId network,
    @Nullable CardSerial serial,
    String target,
    String result,
    @Nullable String before,
    @Nullable String after) {}
