/** Reports as files. */
@NullMarked
package io.caskade.faces.rest.reports;

import org.jspecify.annotations.NullMarked;
