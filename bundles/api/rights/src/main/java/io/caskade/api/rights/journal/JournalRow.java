package io.caskade.api.rights.journal;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * A row of the journal.
 *
 * @param seq place in the chain, from 1; 0 while the row waits for its seal
 * @param target {@code card:2100000000}, {@code subscriber:17}, {@code network:main}
 * @param result {@code OK} or the problem type of a refusal
 * @param before JSON, empty when there was nothing
 * @param after JSON, empty when only the fact is kept
 */
public record JournalRow(
    long seq,
    UUID id,
    Instant at,
    Actor actor,
    String operation,
    NetworkId network,
    String target,
    String result,
    String before,
    String after) {}
