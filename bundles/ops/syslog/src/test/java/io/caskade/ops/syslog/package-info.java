/** Tests of the forwarder, against real sockets. */
@NullMarked
package io.caskade.ops.syslog;

import org.jspecify.annotations.NullMarked;
