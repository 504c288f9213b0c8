/** Which node may do what only one may do at a time, by the database server's clock. */
@NullMarked
package io.caskade.store.jpa.leases;

import org.jspecify.annotations.NullMarked;
