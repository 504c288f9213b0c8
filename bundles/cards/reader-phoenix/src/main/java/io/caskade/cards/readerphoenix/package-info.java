/** Card readers of the Phoenix and Smartmouse kind at a serial port. */
@NullMarked
package io.caskade.cards.readerphoenix;

import org.jspecify.annotations.NullMarked;
