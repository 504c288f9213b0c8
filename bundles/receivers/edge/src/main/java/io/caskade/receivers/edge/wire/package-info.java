/** The sockets to the cores. */
@NullMarked
package io.caskade.receivers.edge.wire;

import org.jspecify.annotations.NullMarked;
