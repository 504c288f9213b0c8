/** Tests of the sources. */
@NullMarked
package io.caskade.ops.airwatch.source;

import org.jspecify.annotations.NullMarked;
