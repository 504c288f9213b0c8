/** Writes changes of every kind together with their journal, in one transaction. */
@NullMarked
package io.caskade.store.jpa.changes;

import org.jspecify.annotations.NullMarked;
