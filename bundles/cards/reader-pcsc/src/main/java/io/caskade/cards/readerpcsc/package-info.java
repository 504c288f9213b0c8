/** Readers of the PC/SC service (USB readers and whatever else pcscd knows). */
@NullMarked
package io.caskade.cards.readerpcsc;

import org.jspecify.annotations.NullMarked;
