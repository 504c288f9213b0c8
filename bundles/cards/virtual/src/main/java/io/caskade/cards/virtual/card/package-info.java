/** The software card of the TVCAS3 dialect (tvcas3, chapters 5 to 7). */
@NullMarked
package io.caskade.cards.virtual.card;

import org.jspecify.annotations.NullMarked;
