/** Tests of the console. */
@NullMarked
package io.caskade.faces.console.commands.generators;

import org.jspecify.annotations.NullMarked;
