package io.caskade.store.jpa.rows;

/**
 * A column.
 *
 * @param name in lower case
 */
public record Column(String name, Kind kind) {}
