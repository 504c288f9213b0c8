/** Whatever is kept beside networks and cards: a table for each kind of record. */
@NullMarked
package io.caskade.store.jpa.records;

import org.jspecify.annotations.NullMarked;
