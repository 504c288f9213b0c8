/** The alarm desk: notices what begins and ends, and tells the log, listeners and e-mail. */
@NullMarked
package io.caskade.ops.alarms;

import org.jspecify.annotations.NullMarked;
