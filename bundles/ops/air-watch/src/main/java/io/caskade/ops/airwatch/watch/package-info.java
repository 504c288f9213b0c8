/**
 * The judgement of a transport stream: packets and a clock in, alarms and figures out; no socket.
 */
@NullMarked
package io.caskade.ops.airwatch.watch;

import org.jspecify.annotations.NullMarked;
