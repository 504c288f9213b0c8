/** A store that follows the store of another head-end, without a shared database. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.replica;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
