/**
 * The CCcam protocol on the wire, both ends: {@link io.caskade.lib.cccam.ServerLogIn} and {@link
 * io.caskade.lib.cccam.ClientLogIn} begin a connection, {@link io.caskade.lib.cccam.FrameInbox} and
 * {@link io.caskade.lib.cccam.FrameOutbox} carry its messages, which are {@link
 * io.caskade.lib.cccam.FromClient} and {@link io.caskade.lib.cccam.FromServer}. No socket, no
 * clock, no randomness of its own.
 */
@NullMarked
package io.caskade.lib.cccam;

import org.jspecify.annotations.NullMarked;
