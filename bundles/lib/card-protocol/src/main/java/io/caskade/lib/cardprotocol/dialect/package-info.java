/**
 * The commands of the operator's own viewing cards, compatible with what modules and card servers
 * send to cards of the Conax type: the host's side and the parts of the card's side.
 */
@NullMarked
package io.caskade.lib.cardprotocol.dialect;

import org.jspecify.annotations.NullMarked;
