@NullMarked
package io.caskade.ops.replica.wire;

import org.jspecify.annotations.NullMarked;
