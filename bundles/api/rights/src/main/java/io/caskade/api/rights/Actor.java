package io.caskade.api.rights;

/**
 * Who changes something.
 *
 * @param name account or client
 * @param source address or face, for example {@code console}
 */
public record Actor(String name, String source) {}
