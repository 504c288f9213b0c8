package io.caskade.api.rights;

import java.time.Instant;

/**
 * A state that a card had, and who made it so.
 *
 * @param seq place in the sealed journal; 0 while the row waits for its seal
 */
public record CardPast(
    long seq,
    Instant at,
    Actor actor,
    String operation,
    CardStatus status,
    String region,
    Sold sold,
    CardHolder holder) {}
