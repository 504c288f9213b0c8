@NullMarked
package io.caskade.tools.bench.faults;

import org.jspecify.annotations.NullMarked;
