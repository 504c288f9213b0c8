/** Console commands of the scope {@code cas}: thin, one call to a service and a table each. */
@NullMarked
package io.caskade.faces.console.commands;

import org.jspecify.annotations.NullMarked;
