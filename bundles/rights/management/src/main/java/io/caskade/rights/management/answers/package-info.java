/** Answers that were given to requests with an idempotency key. */
@NullMarked
package io.caskade.rights.management.answers;

import org.jspecify.annotations.NullMarked;
