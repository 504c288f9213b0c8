/** Catalogue: products and services. */
@NullMarked
package io.caskade.rights.management.catalogue;

import org.jspecify.annotations.NullMarked;
