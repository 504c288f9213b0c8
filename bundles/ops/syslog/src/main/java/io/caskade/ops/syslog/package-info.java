/** Forwards the sealed journal to syslog. */
@NullMarked
package io.caskade.ops.syslog;

import org.jspecify.annotations.NullMarked;
