/** Operations: endpoints and alarms as every face shows them. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.ops;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
