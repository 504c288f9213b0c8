/** Whether others than the owner may read what is secret. */
@NullMarked
package io.caskade.ops.filemodes;

import org.jspecify.annotations.NullMarked;
