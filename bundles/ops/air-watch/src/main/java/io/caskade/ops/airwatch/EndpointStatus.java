package io.caskade.ops.airwatch;

import io.caskade.api.ops.EndpointState;
import java.time.Instant;

/** State of a probe as faces show it. */
record EndpointStatus(EndpointState state, Instant since, String detail) {}
