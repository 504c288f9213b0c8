/** Operator networks: their policy, their first products and the key that their cards hold. */
@NullMarked
package io.caskade.rights.management.networks;

import org.jspecify.annotations.NullMarked;
