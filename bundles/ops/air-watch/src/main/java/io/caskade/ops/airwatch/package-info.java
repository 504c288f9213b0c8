/** Listens to what is on air and tells whether it is what the head-end means to send. */
@NullMarked
package io.caskade.ops.airwatch;

import org.jspecify.annotations.NullMarked;
