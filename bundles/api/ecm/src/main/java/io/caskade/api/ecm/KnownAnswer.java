package io.caskade.api.ecm;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.EcmKey;

/**
 * A vector of a profile.
 *
 * @param padding what the padding source must deliver for this ECM
 */
public record KnownAnswer(
    String name, EcmKey key, Octets padding, EcmInput input, EcmDatagram ecm) {}
