/** Cards: what is sold to them, their life, and who may do what with them. */
@NullMarked
package io.caskade.rights.management.cards;

import org.jspecify.annotations.NullMarked;
