/** The rules of the house, read off the built bundles. */
@NullMarked
package io.caskade.itests.house;

import org.jspecify.annotations.NullMarked;
