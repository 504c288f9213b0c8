/** Sockets of the ECMG: Netty's channels on one side, sessions on the other. */
@NullMarked
package io.caskade.ecm.ecmg.wire;

import org.jspecify.annotations.NullMarked;
