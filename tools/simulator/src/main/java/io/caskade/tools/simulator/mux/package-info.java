/** The multiplexer: EMMs over SimulCrypt, PSI, scrambling, and what is inserted into the stream. */
@NullMarked
package io.caskade.tools.simulator.mux;

import org.jspecify.annotations.NullMarked;
