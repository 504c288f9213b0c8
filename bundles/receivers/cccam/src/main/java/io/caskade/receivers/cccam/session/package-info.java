/** What a server of CCcam says to one client; no socket, no thread of its own. */
@NullMarked
package io.caskade.receivers.cccam.session;

import org.jspecify.annotations.NullMarked;
