package io.caskade.api.receivers;

import java.time.Instant;

/**
 * What the control-word server did since it started, for all clients, also those that are gone.
 *
 * @param since start of the server
 * @param answered ECMs, with control words or without
 * @param found ECMs that were answered with control words
 * @param mostWaiting ECMs that waited to be opened at a time, at most, for one thread
 */
public record ReceiverTotals(Instant since, long answered, long found, int mostWaiting) {}
