/** Key custody: secrets, the vault, and ciphers behind a seam. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
