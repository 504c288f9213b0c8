/** Files of H2 that outlast a full disk. */
@NullMarked
package io.caskade.store.h2;

import org.jspecify.annotations.NullMarked;
