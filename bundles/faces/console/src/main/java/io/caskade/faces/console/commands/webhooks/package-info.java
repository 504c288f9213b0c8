/** Webhooks. */
@NullMarked
package io.caskade.faces.console.commands.webhooks;

import org.jspecify.annotations.NullMarked;
