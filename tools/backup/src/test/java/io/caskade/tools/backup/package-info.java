/** Tests of backup, restore and rollback on real files and H2. */
@NullMarked
package io.caskade.tools.backup;

import org.jspecify.annotations.NullMarked;
