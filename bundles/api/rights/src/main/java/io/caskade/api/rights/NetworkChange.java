package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a network for state and journal.
 *
 * @param operation {@code ADD}, {@code CHANGE} or {@code IMPORT_KEY}
 * @param after null when only the journal is written (a key never reaches the database)
 */
public record NetworkChange(
    UUID id,
    Instant at,
    Actor actor,
    String operation,
    NetworkId network,
    @Nullable OperatorNetwork after)
    implements StateChange {}
