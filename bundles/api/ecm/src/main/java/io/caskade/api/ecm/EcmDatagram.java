package io.caskade.api.ecm;

import io.caskade.api.base.Octets;

/** One complete ECM section, table_id 0x80 or 0x81 to its last byte. */
public record EcmDatagram(Octets section) {}
