/** Networks and cards in tables. */
@NullMarked
package io.caskade.store.jpa.rights;

import org.jspecify.annotations.NullMarked;
