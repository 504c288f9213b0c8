/** How many services a card opens at a time. */
@NullMarked
package io.caskade.cards.virtual.limit;

import org.jspecify.annotations.NullMarked;
