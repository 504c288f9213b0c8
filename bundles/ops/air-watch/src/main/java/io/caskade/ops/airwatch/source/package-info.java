/** Where packets come from: a UDP socket or a file, on the probe's own event loop. */
@NullMarked
package io.caskade.ops.airwatch.source;

import org.jspecify.annotations.NullMarked;
