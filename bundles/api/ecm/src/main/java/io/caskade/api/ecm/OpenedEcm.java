package io.caskade.api.ecm;

import io.caskade.api.base.AccessCriteria;
import java.time.Instant;

/**
 * Contents of an ECM.
 *
 * @param odd word for transport_scrambling_control '11'
 * @param even word for transport_scrambling_control '10'
 */
public record OpenedEcm(
    Instant issuedAt, ControlWord odd, ControlWord even, AccessCriteria accessCriteria) {}
