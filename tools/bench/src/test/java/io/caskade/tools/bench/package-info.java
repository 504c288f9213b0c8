@NullMarked
package io.caskade.tools.bench;

import org.jspecify.annotations.NullMarked;
