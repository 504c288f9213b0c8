/** Access: accounts, tokens, sign-in. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
