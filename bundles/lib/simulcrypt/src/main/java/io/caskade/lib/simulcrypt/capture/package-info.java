/**
 * Captures of SimulCrypt sessions: what was said on a connection, when, and in which direction,
 * without control words. The format stands at {@link
 * io.caskade.lib.simulcrypt.capture.CaptureFormat}.
 */
@NullMarked
package io.caskade.lib.simulcrypt.capture;

import org.jspecify.annotations.NullMarked;
