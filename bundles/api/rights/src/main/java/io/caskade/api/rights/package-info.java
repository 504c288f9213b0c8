/** Rights: cards, networks, their management, their store and their image in memory. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
