/** What a head-end survives: {@code ./caskade bench faults}. */
@NullMarked
package io.caskade.tools.bench.faults;

import org.jspecify.annotations.NullMarked;
