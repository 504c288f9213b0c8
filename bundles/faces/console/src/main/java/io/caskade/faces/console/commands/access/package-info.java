/** Accounts, sessions and tokens. */
@NullMarked
package io.caskade.faces.console.commands.access;

import org.jspecify.annotations.NullMarked;
