/** Catalogue: products and services. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.catalogue;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
