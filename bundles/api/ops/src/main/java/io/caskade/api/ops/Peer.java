package io.caskade.api.ops;

import java.time.Instant;
import java.util.Map;

/**
 * One live peer of an endpoint.
 *
 * @param address of the other side, {@code host:port}
 * @param facts what is known about it (protocol version, channel, streams, ECMs), in a fixed order
 */
public record Peer(String address, Instant since, Map<String, String> facts) {}
