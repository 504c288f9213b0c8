/** Where the stream goes. */
@NullMarked
package io.caskade.tools.simulator.output;

import org.jspecify.annotations.NullMarked;
