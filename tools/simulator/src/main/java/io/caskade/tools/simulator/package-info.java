/**
 * The program {@code simulate}: multiplexer, scrambler and set-top boxes to try a head-end with.
 */
@NullMarked
package io.caskade.tools.simulator;

import org.jspecify.annotations.NullMarked;
