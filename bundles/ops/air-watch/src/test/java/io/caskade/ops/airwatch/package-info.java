/** Tests of a probe as a whole. */
@NullMarked
package io.caskade.ops.airwatch;

import org.jspecify.annotations.NullMarked;
