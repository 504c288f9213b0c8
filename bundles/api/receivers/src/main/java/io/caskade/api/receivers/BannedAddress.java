package io.caskade.api.receivers;

import java.net.InetAddress;
import java.time.Instant;

/**
 * An address that failed to log in too often.
 *
 * @param name the last account it tried, empty when none could be read
 */
public record BannedAddress(
    InetAddress address, Instant since, Instant until, int failures, String name) {}
