/**
 * The readers and the cards in them: who holds connections, threads and queues, while drivers come
 * and go.
 */
@NullMarked
package io.caskade.cards.readers;

import org.jspecify.annotations.NullMarked;
