/** Tests of completion. */
@NullMarked
package io.caskade.faces.console.commands.completion;

import org.jspecify.annotations.NullMarked;
