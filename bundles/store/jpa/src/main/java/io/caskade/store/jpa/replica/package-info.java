/** A store that follows the store of another head-end. */
@NullMarked
package io.caskade.store.jpa.replica;

import org.jspecify.annotations.NullMarked;
