/** Webhooks: who is told of changes. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.webhooks;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
