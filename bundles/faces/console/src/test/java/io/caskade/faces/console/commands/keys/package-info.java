/** Tests of the console, keys. */
@NullMarked
package io.caskade.faces.console.commands.keys;

import org.jspecify.annotations.NullMarked;
