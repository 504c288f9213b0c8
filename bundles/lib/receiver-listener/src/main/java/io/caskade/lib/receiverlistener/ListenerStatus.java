package io.caskade.lib.receiverlistener;

import io.caskade.api.ops.EndpointState;
import java.time.Instant;

/**
 * How a listener stands.
 *
 * @param detail one sentence for the operator
 */
record ListenerStatus(EndpointState state, Instant since, String detail) {}
