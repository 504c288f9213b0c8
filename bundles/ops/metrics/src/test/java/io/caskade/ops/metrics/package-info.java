/** Metrics and health. */
@NullMarked
package io.caskade.ops.metrics;

import org.jspecify.annotations.NullMarked;
