/** A viewing card in software, as a set-top box meets it. */
@NullMarked
package io.caskade.tools.simulator.card;

import org.jspecify.annotations.NullMarked;
