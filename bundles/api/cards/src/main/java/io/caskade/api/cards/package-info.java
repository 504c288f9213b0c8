/** Viewing cards in readers: the seam of reader drivers, and what faces ask of a card. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.cards;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
