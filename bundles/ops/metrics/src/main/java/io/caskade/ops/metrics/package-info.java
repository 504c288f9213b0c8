/** Metrics and health: what a head-end tells those who watch it. */
@NullMarked
package io.caskade.ops.metrics;

import org.jspecify.annotations.NullMarked;
