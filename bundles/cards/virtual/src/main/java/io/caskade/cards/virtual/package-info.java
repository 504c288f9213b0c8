/** Virtual viewing cards as a reader of the head-end. */
@NullMarked
package io.caskade.cards.virtual;

import org.jspecify.annotations.NullMarked;
