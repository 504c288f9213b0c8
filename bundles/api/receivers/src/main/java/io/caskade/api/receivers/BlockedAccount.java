package io.caskade.api.receivers;

import java.time.Instant;

/**
 * An account that watched too much.
 *
 * @param why one sentence for the operator, with the services and the times
 */
public record BlockedAccount(String name, Instant since, Instant until, String why) {}
