/** Receiver accounts as the server holds them: terms, passwords, cards, blocks. */
@NullMarked
package io.caskade.receivers.server.accounts;

import org.jspecify.annotations.NullMarked;
