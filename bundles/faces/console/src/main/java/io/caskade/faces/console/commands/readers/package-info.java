/** Commands about card readers and the cards in them. */
@NullMarked
package io.caskade.faces.console.commands.readers;

import org.jspecify.annotations.NullMarked;
