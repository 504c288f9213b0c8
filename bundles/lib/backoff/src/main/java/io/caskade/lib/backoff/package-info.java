/** Truncated binary exponential backoff with jitter, between attempts at what does not answer. */
@NullMarked
package io.caskade.lib.backoff;

import org.jspecify.annotations.NullMarked;
