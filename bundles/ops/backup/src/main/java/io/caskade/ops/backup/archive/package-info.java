/** The file of a backup: what is in it, how it is written, checked and read. */
@NullMarked
package io.caskade.ops.backup.archive;

import org.jspecify.annotations.NullMarked;
