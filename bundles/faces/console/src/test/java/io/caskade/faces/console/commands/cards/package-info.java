/** Tests of the commands about cards. */
@NullMarked
package io.caskade.faces.console.commands.cards;

import org.jspecify.annotations.NullMarked;
