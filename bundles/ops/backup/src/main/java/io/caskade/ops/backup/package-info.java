/** Makes backups: on a schedule, from the console, and for {@code ./caskade backup}. */
@NullMarked
package io.caskade.ops.backup;

import org.jspecify.annotations.NullMarked;
