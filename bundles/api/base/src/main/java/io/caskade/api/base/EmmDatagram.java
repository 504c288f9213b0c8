package io.caskade.api.base;

/** One complete EMM section, table_id to its last byte. */
public record EmmDatagram(Octets section) {}
