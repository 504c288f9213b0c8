/** A set-top box with a viewing card in software. */
@NullMarked
package io.caskade.tools.simulator.box;

import org.jspecify.annotations.NullMarked;
