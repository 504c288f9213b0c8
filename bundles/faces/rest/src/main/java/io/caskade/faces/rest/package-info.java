/** The REST face: {@code /api/v1} on Jersey, over the services of management. */
@NullMarked
package io.caskade.faces.rest;

import org.jspecify.annotations.NullMarked;
