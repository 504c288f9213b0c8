@NullMarked
package io.caskade.tools.bench.soak;

import org.jspecify.annotations.NullMarked;
