/** The unit of work over JPA, and what database errors mean. */
@NullMarked
package io.caskade.store.jpa.work;

import org.jspecify.annotations.NullMarked;
