package io.caskade.lib.simulcrypt.explain;

import java.time.Instant;

/**
 * An explanation where and when it was due.
 *
 * @param at when it was due last
 * @param peer {@code host:port}
 * @param times in a row
 */
public record Seen(Instant at, String peer, long times, Explanation what) {}
