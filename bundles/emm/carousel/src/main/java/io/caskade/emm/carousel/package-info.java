/** What goes on air next: changes, their repeats, bulk changes and the cycle of all cards. */
@NullMarked
package io.caskade.emm.carousel;

import org.jspecify.annotations.NullMarked;
