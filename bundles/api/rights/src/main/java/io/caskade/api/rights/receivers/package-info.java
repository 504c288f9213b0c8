/** Receivers over IP: network cards with a log-in. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.receivers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
