/** EMMG outputs: components, endpoints and settings. */
@NullMarked
package io.caskade.emm.emmg;

import org.jspecify.annotations.NullMarked;
