/** {@code ./caskade backup}, {@code restore} and {@code rollback}. */
@NullMarked
package io.caskade.tools.backup;

import org.jspecify.annotations.NullMarked;
