/** Tests of the console, card readers. */
@NullMarked
package io.caskade.faces.console.commands.readers;

import org.jspecify.annotations.NullMarked;
