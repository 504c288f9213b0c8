/** From an ECM to its control words: the cache, the threads that open, the chains of services. */
@NullMarked
package io.caskade.receivers.server.words;

import org.jspecify.annotations.NullMarked;
