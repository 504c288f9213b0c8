@NullMarked
package io.caskade.ops.replica;

import org.jspecify.annotations.NullMarked;
