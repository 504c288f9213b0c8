package io.caskade.ecm.ecmg;

import io.caskade.api.ops.EndpointState;
import java.time.Instant;

/**
 * How an endpoint stands.
 *
 * @param detail one sentence for the operator
 */
record EndpointStatus(EndpointState state, Instant since, String detail) {}
