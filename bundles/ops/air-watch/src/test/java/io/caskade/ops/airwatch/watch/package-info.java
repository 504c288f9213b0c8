/** Tests of the judgement in virtual time. */
@NullMarked
package io.caskade.ops.airwatch.watch;

import org.jspecify.annotations.NullMarked;
