/** Tests of backups, on real files and sockets. */
@NullMarked
package io.caskade.ops.backup;

import org.jspecify.annotations.NullMarked;
