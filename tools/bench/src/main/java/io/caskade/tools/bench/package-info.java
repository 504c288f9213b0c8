/** Load programs and their tables: {@code ./caskade bench}. */
@NullMarked
package io.caskade.tools.bench;

import org.jspecify.annotations.NullMarked;
