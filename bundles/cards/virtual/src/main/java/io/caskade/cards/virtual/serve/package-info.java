/** A virtual card on a socket: as a PC/SC reader and as a serial line. */
@NullMarked
package io.caskade.cards.virtual.serve;

import org.jspecify.annotations.NullMarked;
