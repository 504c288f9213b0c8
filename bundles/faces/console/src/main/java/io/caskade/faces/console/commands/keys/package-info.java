/** Recovery of the vault. */
@NullMarked
package io.caskade.faces.console.commands.keys;

import org.jspecify.annotations.NullMarked;
