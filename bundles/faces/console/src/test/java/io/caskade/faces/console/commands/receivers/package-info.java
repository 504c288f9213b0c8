/** Tests of the commands about receivers. */
@NullMarked
package io.caskade.faces.console.commands.receivers;

import org.jspecify.annotations.NullMarked;
