/** Tests of the console, generators. */
@NullMarked
package io.caskade.faces.console.commands.generators;

import org.jspecify.annotations.NullMarked;
