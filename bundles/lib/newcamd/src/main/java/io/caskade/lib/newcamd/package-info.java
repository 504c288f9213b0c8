/** The newcamd protocol on the wire, both ends. */
@NullMarked
package io.caskade.lib.newcamd;

import org.jspecify.annotations.NullMarked;
