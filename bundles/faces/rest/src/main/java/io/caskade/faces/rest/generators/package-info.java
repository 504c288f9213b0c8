/** Settings of listeners and outputs, in ConfigAdmin and its files. */
@NullMarked
package io.caskade.faces.rest.generators;

import org.jspecify.annotations.NullMarked;
