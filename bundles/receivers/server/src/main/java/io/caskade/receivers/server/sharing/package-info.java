/** Sharing control: which services an account watches, how often it asks, who is kept out. */
@NullMarked
package io.caskade.receivers.server.sharing;

import org.jspecify.annotations.NullMarked;
