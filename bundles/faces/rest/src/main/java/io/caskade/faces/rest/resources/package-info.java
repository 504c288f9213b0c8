/** The resources of {@code /api/v1}, a page each: they translate, management decides. */
@NullMarked
package io.caskade.faces.rest.resources;

import org.jspecify.annotations.NullMarked;
