/** ECM time (architecture section 7): monotonic, slewed gently, never backwards. */
@NullMarked
package io.caskade.ecm.issuer.clock;

import org.jspecify.annotations.NullMarked;
