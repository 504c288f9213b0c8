/** {@code ./caskade card}: a virtual viewing card for programs that want a reader. */
@NullMarked
package io.caskade.tools.card;

import org.jspecify.annotations.NullMarked;
