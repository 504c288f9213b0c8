/** Tests of the console, journal. */
@NullMarked
package io.caskade.faces.console.commands.journal;

import org.jspecify.annotations.NullMarked;
