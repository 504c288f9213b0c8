/** Products and services. */
@NullMarked
package io.caskade.faces.console.commands.catalogue;

import org.jspecify.annotations.NullMarked;
