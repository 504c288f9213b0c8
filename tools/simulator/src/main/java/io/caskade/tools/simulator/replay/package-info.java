/** Plays a capture of a real session again, as the mux that was recorded. */
@NullMarked
package io.caskade.tools.simulator.replay;

import org.jspecify.annotations.NullMarked;
