/** What the two nodes of a pair say to each other, as bytes. */
@NullMarked
package io.caskade.ops.replica.wire;

import org.jspecify.annotations.NullMarked;
