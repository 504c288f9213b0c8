/** Rows of any table as bytes that fit every kind of database, found by its own description. */
@NullMarked
package io.caskade.store.jpa.rows;

import org.jspecify.annotations.NullMarked;
