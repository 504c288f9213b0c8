/** Jobs: work for many cards, full synchronisation, answered requests. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.jobs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
