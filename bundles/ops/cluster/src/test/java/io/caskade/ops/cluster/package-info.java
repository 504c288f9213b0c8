@NullMarked
package io.caskade.ops.cluster;

import org.jspecify.annotations.NullMarked;
