/** Vocabulary of the head-end: value types that every wing shares. Frozen after the foundation. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.base;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
