/** Lists of addresses and networks in CIDR form (RFC 4632, RFC 4291 2.3). */
@NullMarked
package io.caskade.lib.cidr;

import org.jspecify.annotations.NullMarked;
