/** Listeners for receivers: doors, clients, time limits; what all protocols share. */
@NullMarked
package io.caskade.lib.receiverlistener;

import org.jspecify.annotations.NullMarked;
