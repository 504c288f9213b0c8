/** Sockets and event loops of the EMMG outputs. */
@NullMarked
package io.caskade.emm.emmg.wire;

import org.jspecify.annotations.NullMarked;
