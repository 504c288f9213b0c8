/** Newcamd for receivers. */
@NullMarked
package io.caskade.receivers.newcamd;

import org.jspecify.annotations.NullMarked;
