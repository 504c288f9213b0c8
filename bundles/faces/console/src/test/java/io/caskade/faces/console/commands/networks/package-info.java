/** Tests of the console, networks. */
@NullMarked
package io.caskade.faces.console.commands.networks;

import org.jspecify.annotations.NullMarked;
