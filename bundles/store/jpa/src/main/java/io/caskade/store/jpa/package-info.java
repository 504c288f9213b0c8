/** Everything that must last, as services: the store of management and the sealed change feed. */
@NullMarked
package io.caskade.store.jpa;

import org.jspecify.annotations.NullMarked;
