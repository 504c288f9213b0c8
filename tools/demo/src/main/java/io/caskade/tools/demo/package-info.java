/** The program {@code demo}: a head-end, a multiplexer and three set-top boxes on one machine. */
@NullMarked
package io.caskade.tools.demo;

import org.jspecify.annotations.NullMarked;
