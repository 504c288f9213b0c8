/** Subscribers. */
@NullMarked
package io.caskade.faces.console.commands.people;

import org.jspecify.annotations.NullMarked;
