@NullMarked
package io.caskade.faces.console.firststart;

import org.jspecify.annotations.NullMarked;
