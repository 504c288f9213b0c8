/** People: subscribers and their set-top boxes. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.people;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
