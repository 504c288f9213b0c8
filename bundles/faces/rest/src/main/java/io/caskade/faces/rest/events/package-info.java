/** Server-sent events: the feed for whoever listens. */
@NullMarked
package io.caskade.faces.rest.events;

import org.jspecify.annotations.NullMarked;
