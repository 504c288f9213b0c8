/** {@code bench cw}: receivers over IP under load, by clients that are written by hand. */
@NullMarked
package io.caskade.tools.bench.receivers;

import org.jspecify.annotations.NullMarked;
