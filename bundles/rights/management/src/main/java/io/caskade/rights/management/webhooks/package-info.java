/** Webhooks: who is told of changes, and how far each was told. */
@NullMarked
package io.caskade.rights.management.webhooks;

import org.jspecify.annotations.NullMarked;
