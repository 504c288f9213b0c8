/** The journal: changes, the sealer that orders and chains them, and the feed. */
@NullMarked
package io.caskade.store.jpa.journal;

import org.jspecify.annotations.NullMarked;
