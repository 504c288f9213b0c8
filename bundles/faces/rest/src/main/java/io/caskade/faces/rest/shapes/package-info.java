/** Shapes of requests and answers; nothing of them leaves this face. */
@NullMarked
package io.caskade.faces.rest.shapes;

import org.jspecify.annotations.NullMarked;
