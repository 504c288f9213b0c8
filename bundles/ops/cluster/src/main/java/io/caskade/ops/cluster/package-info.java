/** Several head-ends on one database: who takes part, and who may do what only one may do. */
@NullMarked
package io.caskade.ops.cluster;

import org.jspecify.annotations.NullMarked;
