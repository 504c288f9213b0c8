/** What ends up in a bill of materials. */
@NullMarked
package io.caskade.tools.bill;

import org.jspecify.annotations.NullMarked;
