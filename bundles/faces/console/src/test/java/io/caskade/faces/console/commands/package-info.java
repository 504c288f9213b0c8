/** Tests of the console. */
@NullMarked
package io.caskade.faces.console.commands;

import org.jspecify.annotations.NullMarked;
