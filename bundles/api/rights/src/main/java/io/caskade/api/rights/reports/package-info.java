/** Reports on cards, products and services, at any past instant. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.reports;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
