/** Receivers over IP: the seam between their protocols and the control-word server. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.receivers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
