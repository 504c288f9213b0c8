/**
 * The bill of materials: every jar that is shipped, what is packed into it, its digest and its
 * licence, read from the jars themselves and not from what the build meant to take.
 */
@NullMarked
package io.caskade.tools.bill;

import org.jspecify.annotations.NullMarked;
