/** What an edge node says to its cores and which of them it asks; no socket of its own. */
@NullMarked
package io.caskade.receivers.edge.core;

import org.jspecify.annotations.NullMarked;
