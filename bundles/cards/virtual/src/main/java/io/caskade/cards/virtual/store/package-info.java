/** What a virtual card keeps between two runs. */
@NullMarked
package io.caskade.cards.virtual.store;

import org.jspecify.annotations.NullMarked;
