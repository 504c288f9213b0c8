/** Receivers over IP: the log-ins of network cards. */
@NullMarked
package io.caskade.rights.management.receivers;

import org.jspecify.annotations.NullMarked;
