/** The database gate: connects, brings the schema up to date, and only then lets JPA see it. */
@NullMarked
package io.caskade.store.jpa.gate;

import org.jspecify.annotations.NullMarked;
