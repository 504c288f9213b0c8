/** Pseudo-terminals, which stand for the serial port of a Phoenix reader. Linux only. */
@NullMarked
package io.caskade.tools.card.pty;

import org.jspecify.annotations.NullMarked;
