/** ECMG listeners and EMMG outputs. */
@NullMarked
package io.caskade.faces.console.commands.generators;

import org.jspecify.annotations.NullMarked;
