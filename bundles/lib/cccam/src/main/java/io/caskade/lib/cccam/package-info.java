/** The CCcam protocol on the wire, both ends. */
@NullMarked
package io.caskade.lib.cccam;

import org.jspecify.annotations.NullMarked;
