/**
 * The profile of TVCAS version 3 cards: ECMs, EMMs and card dates byte for byte as the original.
 */
@NullMarked
package io.caskade.ecm.profiletvcas3;

import org.jspecify.annotations.NullMarked;
