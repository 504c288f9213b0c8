/** The memory image of all cards: loaded from snapshot or database, then following the feed. */
@NullMarked
package io.caskade.rights.mirror;

import org.jspecify.annotations.NullMarked;
