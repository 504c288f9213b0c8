/** Tells webhooks of sealed changes: in order, signed, at least once. */
@NullMarked
package io.caskade.faces.webhooks;

import org.jspecify.annotations.NullMarked;
