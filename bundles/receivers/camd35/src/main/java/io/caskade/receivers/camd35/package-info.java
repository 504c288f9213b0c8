/** camd35 for receivers. */
@NullMarked
package io.caskade.receivers.camd35;

import org.jspecify.annotations.NullMarked;
