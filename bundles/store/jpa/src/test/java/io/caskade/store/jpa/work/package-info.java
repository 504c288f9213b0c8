/** Units of work and their figures. */
@NullMarked
package io.caskade.store.jpa.work;

import org.jspecify.annotations.NullMarked;
