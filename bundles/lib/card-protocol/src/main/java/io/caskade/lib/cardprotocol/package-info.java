/** ISO 7816-3 and the commands of viewing cards: pure, without sockets, ports and OSGi. */
@NullMarked
package io.caskade.lib.cardprotocol;

import org.jspecify.annotations.NullMarked;
