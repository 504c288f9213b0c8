/** Two head-ends without a shared database: the standby pulls, promotion is one command. */
@NullMarked
package io.caskade.ops.replica;

import org.jspecify.annotations.NullMarked;
