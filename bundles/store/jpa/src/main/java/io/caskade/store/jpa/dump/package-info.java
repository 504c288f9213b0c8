/** The whole database as a stream, and back into an empty one. */
@NullMarked
package io.caskade.store.jpa.dump;

import org.jspecify.annotations.NullMarked;
