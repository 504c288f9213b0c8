/** Commands about receivers over IP: accounts, clients, blocks and bans. */
@NullMarked
package io.caskade.faces.console.commands.receivers;

import org.jspecify.annotations.NullMarked;
