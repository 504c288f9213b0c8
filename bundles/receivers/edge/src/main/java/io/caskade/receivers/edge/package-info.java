/** An edge node's way to the operator's cores, which have the keys that it has not. */
@NullMarked
package io.caskade.receivers.edge;

import org.jspecify.annotations.NullMarked;
