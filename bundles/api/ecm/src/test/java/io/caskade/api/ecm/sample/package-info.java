/** A small profile in full, with control words of 16 bytes: for tests, never on air. */
@NullMarked
package io.caskade.api.ecm.sample;

import org.jspecify.annotations.NullMarked;
