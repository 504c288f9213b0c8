/** Tests of the console, access. */
@NullMarked
package io.caskade.faces.console.commands.access;

import org.jspecify.annotations.NullMarked;
