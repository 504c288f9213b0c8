/** What the tabulator key offers. */
@NullMarked
package io.caskade.faces.console.commands.completion;

import org.jspecify.annotations.NullMarked;
