/** The whole store as one stream: for backups and for moving to another kind of database. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.dump;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
