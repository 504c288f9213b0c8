/** A head-end under everything at once for long: {@code ./caskade bench soak}. */
@NullMarked
package io.caskade.tools.bench.soak;

import org.jspecify.annotations.NullMarked;
