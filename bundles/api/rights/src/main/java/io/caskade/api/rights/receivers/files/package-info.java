/** Files of other servers that are taken over, and lines for receivers. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.receivers.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
